package dev.lastgood.test.planted;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.plan.PlanHandler;
import dev.lastgood.functions.policy.AskHandler;
import dev.lastgood.functions.recover.ActHandler;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What can be wrong with what people allow. */
enum ApprovalDefect implements PlantedDefect {
  /** Every target is taken for one that may be changed automatically. */
  MODE_IGNORED(
      new Mistake(
          "Every target is taken for one that may be changed automatically.",
          "Controls.read, asked by PlanHandler.gate and Mutations.change",
          Spoil.configuration(ApprovalDefect::automatic, PlanHandler.class, ActHandler.class),
          Shown.at("observe-mode", "the mode is kept", "which is only to be observed"))),
  /** One person is enough, however many the target asks for. */
  ONE_APPROVAL_SUFFICES(
      new Mistake(
          "One person is enough, however many the target asks for.",
          "AskHandler.handle takes the most that any target asks for",
          Spoil.configuration(ApprovalDefect::oneApproval, AskHandler.class),
          Shown.at("approval-given", "the mode is kept", "of which 1 of 2 people have approved"))),
  /** Where nobody answers in time, the plan is carried out. */
  SILENCE_IS_CONSENT(
      new Mistake(
          "Where nobody answers in time, the plan is carried out.",
          "AskHandler.handle ends when the time to answer is over",
          Spoil.<AskHandler.Input, AskHandler.Output>handler(
              AskHandler.class,
              (input, invocation, right, _) -> {
                AskHandler.Output output = right.apply(input, invocation);
                return output.outcome().filter(Outcome.ESCALATED::equals).isPresent()
                    ? new AskHandler.Output(
                        AskHandler.Next.CONTINUE, 0, Optional.empty(), output.because())
                    : output;
              }),
          Shown.at("stateful-replacement", "7", "that nobody approved"))),
  /** A plan that loses data is carried out without asking. */
  IRREVERSIBLE_NOT_ASKED(
      new Mistake(
          "A plan that loses data is carried out without asking.",
          "PlanHandler.gate asks where anything is irreversible",
          Spoil.<PlanHandler.Input, PlanHandler.Output>handler(
              PlanHandler.class,
              (input, invocation, right, platform) -> {
                PlanHandler.Output output = right.apply(input, invocation);
                return new PlanHandler.Output(
                    output.next() == PlanHandler.Next.APPROVE && !isToAsk(platform.configuration())
                        ? PlanHandler.Next.EXECUTE
                        : output.next(),
                    output.outcome(),
                    output.because(),
                    output.planKey(),
                    output.waves(),
                    output.approvalSeconds(),
                    output.plans());
              }),
          Shown.at("stateful-replacement", "7", "that nobody approved")));

  private final Mistake mistake;

  ApprovalDefect(Mistake mistake) {
    this.mistake = mistake;
  }

  @Override
  public Mistake mistake() {
    return mistake;
  }

  private static boolean isToAsk(Configuration configuration) {
    return configuration.targets().stream().anyMatch(target -> target.mode() == Mode.APPROVE);
  }

  private static Configuration automatic(Configuration right) {
    return with(right, target -> target.withMode(Mode.AUTOMATIC));
  }

  private static Configuration oneApproval(Configuration right) {
    return with(right, target -> target.withApprovalsRequired(1));
  }

  private static Configuration with(Configuration right, UnaryOperator<Target> changed) {
    return right.withTargets(right.targets().stream().map(changed).toList());
  }
}
