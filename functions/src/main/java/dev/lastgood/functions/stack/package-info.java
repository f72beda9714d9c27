/**
 * CloudFormation stacks: what is read of them, what may legally be done in which status, and in
 * which order.
 *
 * <p>Begin with {@link dev.lastgood.functions.stack.StackReader}, which captures a stack, and
 * {@link dev.lastgood.functions.stack.StackDecisions}, the one table of what is done in which
 * status. Nothing here deletes a stack.
 */
package dev.lastgood.functions.stack;
