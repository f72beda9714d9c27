/** Placeholder. */
package dev.lastgood.simulator;
