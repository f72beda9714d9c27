/**
 * The one configuration: environments, their targets, and what each target's recovery may do.
 *
 * <p>Begin with {@link dev.lastgood.functions.config.Configuration}, the configuration of one
 * environment as the functions see it.
 */
package dev.lastgood.functions.config;
