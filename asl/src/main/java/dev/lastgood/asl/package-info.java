/** Placeholder. */
package dev.lastgood.asl;
