package dev.lastgood.simulator.kernel;

import java.util.Optional;

/**
 * Where it is decided whether something may be done. A world without policies has an open one.
 *
 * <p>The decisions are those of AWS Identity and Access Management; see "Policy evaluation logic"
 * in the IAM User Guide.
 */
public interface Gate {
  /** Lets everything pass. */
  Gate OPEN =
      new Gate() {
        @Override
        public Optional<String> refusal(Call call) {
          return Optional.empty();
        }

        @Override
        public boolean allows(Call call) {
          return true;
        }

        @Override
        public Optional<String> refusal(ServiceAct act) {
          return Optional.empty();
        }
      };

  /**
   * Asked once for each attempt of an SDK call that a function makes.
   *
   * @param call the call
   * @return empty where it is allowed; else why not, in AWS's words
   */
  Optional<String> refusal(Call call);

  /**
   * Whether a call would be allowed that nobody makes: some services answer by it.
   *
   * @param call the call
   * @return whether it would be; that it would not is no refusal
   */
  boolean allows(Call call);

  /**
   * Asked for what a service does without a call.
   *
   * @param act what it is about to do
   * @return empty where it is allowed; else why not, in AWS's words
   */
  Optional<String> refusal(ServiceAct act);
}
