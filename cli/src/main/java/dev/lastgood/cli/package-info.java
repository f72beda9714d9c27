/** Placeholder. */
package dev.lastgood.cli;
