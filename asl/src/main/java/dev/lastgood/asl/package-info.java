/**
 * An embeddable interpreter of the Amazon States Language in JSONata.
 *
 * <p>Begin with {@link dev.lastgood.asl.StateMachine#load}, which checks a definition and reports
 * every fault at once, and {@link dev.lastgood.asl.StateMachineHost}, which plays the service:
 *
 * <pre>{@code
 * StateMachineHost host =
 *     StateMachineHost.builder(scheduler, random, taskHandler).keepHistory().build();
 * host.register(stateMachineArn, roleArn, StateMachine.load(definitionJson));
 * ExecutionDescription started = host.startExecution(stateMachineArn, "name", Map.of("a", 1));
 * }</pre>
 *
 * <p>The package owns no thread, no clock and no chance. The embedder provides a {@link
 * dev.lastgood.asl.Scheduler} (virtual time, or one thread on real time), a {@link
 * java.util.random.RandomGenerator}, a {@link dev.lastgood.asl.TaskHandler} for everything that
 * Task states call, an {@link dev.lastgood.asl.ObjectStore} where Distributed Maps need one, and,
 * if transitions shall take time, a {@link dev.lastgood.asl.Pacing}. {@link
 * dev.lastgood.asl.VirtualScheduler} is a scheduler for those who have none. From the same seed and
 * the same answers comes the same history, to the last byte. Run the JVM in UTC: JSONata's own date
 * functions follow its default time zone.
 *
 * <p>JSON documents are plain Java values: {@code Map<String, Object>} in insertion order, {@code
 * List}, {@code String}, {@code Number}, {@code Boolean} and null. They are frozen once handed
 * over: outputs share parts with inputs instead of copying them.
 *
 * <p>How it works: a {@code StateMachine} holds blocks of {@code State} records with compiled
 * {@code Template}s. An {@code Execution} moves {@code Branch}es through blocks; each visit of a
 * state is a {@code StateRun}, which evaluates templates in a {@code StateScope}, records events,
 * retries and catches. A Distributed Map starts {@code ChildRuns}, executions of their own. Every
 * transition is a task of the scheduler, so that branches take turns.
 *
 * <p>Not faithful, on purpose:
 *
 * <ul>
 *   <li>JSONPath definitions, activities, and the manifests and Parquet files of an ItemReader are
 *       refused when a definition is loaded.
 *   <li>There is no Express workflow but the children of a Distributed Map, and no redrive of a
 *       Distributed Map.
 *   <li>{@code States.ALL} does not catch {@code States.DataLimitExceeded}, as the documentation
 *       has it.
 *   <li>A nested execution's answer lacks the SDK's metadata; of the dates it has epoch
 *       milliseconds.
 *   <li>{@code HeartbeatSeconds} counts from the start of every kind of task.
 * </ul>
 */
package dev.lastgood.asl;
