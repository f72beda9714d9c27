/**
 * The one configuration: environments, their targets, and what each target's recovery may do.
 *
 * <p>Begin with {@link dev.lastgood.functions.config.Configuration}, the configuration of one
 * environment as the functions see it. {@link dev.lastgood.functions.config.ConfigurationFile}
 * reads it from {@code lastgood.yaml}; the JSON Schema {@code lastgood.schema.json} beside it says
 * what may stand there, to this package as to an editor.
 */
package dev.lastgood.functions.config;
