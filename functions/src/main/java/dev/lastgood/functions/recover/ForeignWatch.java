package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.plan.ForeignChange;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.TargetReader;

/** The last look before a call of a recovery: whatever is not ours must be as it was. */
final class ForeignWatch implements Mutations.Watch {
  private final TargetReader targets;
  private final StackWatch stacks;

  ForeignWatch(Platform platform) {
    this.targets = new TargetReader(platform);
    this.stacks = new StackWatch(platform);
  }

  @Override
  public void look(Step step) {
    switch (step) {
      case GroupStep group -> look(group);
      case StackStep stack -> stacks.look(stack);
    }
  }

  private void look(GroupStep step) {
    switch (targets.readGroup(step.target(), step.groupName())) {
      case Reading.Unreadable unreadable -> throw new ForeignChangeException(unreadable.because());
      case Reading.Group captured ->
          ForeignChange.find(step.plan(), captured.body(), step.chain().openObligations())
              .ifPresent(
                  because -> {
                    throw new ForeignChangeException(because);
                  });
    }
  }
}
