/**
 * What the CDK app synthesised, read as CloudFormation reads it: resources with the values that
 * they would have, names and ARNs included.
 *
 * <p>Begin with {@link dev.lastgood.simulator.template.CloudAssembly}.
 */
package dev.lastgood.simulator.template;
