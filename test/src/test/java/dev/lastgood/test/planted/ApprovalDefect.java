package dev.lastgood.test.planted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.plan.PlanHandler;
import dev.lastgood.functions.policy.AskHandler;
import dev.lastgood.functions.recover.ActHandler;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

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
          Spoil.request(
              PutItemRequest.class,
              request -> {
                Map<String, AttributeValue> item = new HashMap<>(request.item());
                item.computeIfPresent("required", (_, _) -> AttributeValue.fromN("1"));
                return request.toBuilder().item(item).build();
              },
              AskHandler.class),
          Shown.at("approval-given", "the mode is kept", "of which 1 of 2 people have approved"))),
  /** Where nobody answers in time, the plan is carried out. */
  SILENCE_IS_CONSENT(
      new Mistake(
          "Where nobody answers in time, the plan is carried out.",
          "recovery.asl.json: Ask catches States.Timeout and ends",
          Spoil.machine(
              "recovery",
              states -> {
                ((ObjectNode) states.at("/Ask/Catch/0")).put("Next", "Back up");
                states.remove("Nobody approved");
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
    return new Configuration(
        right.environment(),
        right.account(),
        right.region(),
        right.targets().stream().map(target -> target.withMode(Mode.AUTOMATIC)).toList(),
        right.deployment());
  }
}
