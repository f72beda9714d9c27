/**
 * Who may do what: the policies of the synthesised templates, evaluated as AWS does. Nothing here
 * has an effect; what the world alone knows, such as what groups launch, is asked of it.
 *
 * <p>Begin with {@link dev.lastgood.simulator.iam.AccountPolicies}, which decides. {@link
 * dev.lastgood.simulator.iam.RequestedAccess} says what a call asks for, and {@link
 * dev.lastgood.simulator.iam.DependentAuthorisations} what AWS checks beyond the call.
 */
package dev.lastgood.simulator.iam;
