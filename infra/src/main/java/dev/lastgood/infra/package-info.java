/**
 * The CDK app: what a team deploys, and what is rehearsed.
 *
 * <p>Begin with {@link dev.lastgood.infra.LastgoodApp}. Each environment of the configuration
 * becomes two stacks: {@link dev.lastgood.infra.StateStack}, which is kept, and {@link
 * dev.lastgood.infra.ServiceStack}, which can be replaced at any time.
 */
package dev.lastgood.infra;
