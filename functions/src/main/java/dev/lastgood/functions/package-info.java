/** Placeholder. */
package dev.lastgood.functions;
