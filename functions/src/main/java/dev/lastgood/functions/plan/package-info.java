/**
 * From what is, and what was good, to what should be done: pure values and pure functions.
 *
 * <p>Begin with {@link dev.lastgood.functions.plan.Planner}; {@link
 * dev.lastgood.functions.plan.PlanHandler} reads what it needs and keeps what it decides.
 */
package dev.lastgood.functions.plan;
