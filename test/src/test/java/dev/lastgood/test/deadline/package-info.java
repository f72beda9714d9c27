/** How long the orchestrator takes at worst, from the figures of the template. */
package dev.lastgood.test.deadline;
