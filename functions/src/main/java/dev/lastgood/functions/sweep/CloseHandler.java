package dev.lastgood.functions.sweep;

import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Outcome;
import java.util.Optional;

/** Closes an incident when its state machine has come to the end of the recovery. */
public final class CloseHandler extends JsonHandler<CloseHandler.Input, CloseHandler.Output> {
  private final Incidents incidents;
  private final Closer closer;

  /** As Lambda makes it. */
  public CloseHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public CloseHandler(Platform platform) {
    super(Input.class);
    this.incidents = new Incidents(platform);
    this.closer = new Closer(platform);
  }

  /**
   * What to close.
   *
   * @param incidentId the incident
   * @param outcome what its recovery said; absent where it did not come to an end
   * @param because what it said, or what became of it
   */
  public record Input(String incidentId, Optional<Outcome> outcome, String because) {
    /** Refuses a missing incident. */
    public Input {
      Check.present(incidentId, "incidentId");
      outcome = outcome == null ? Optional.empty() : outcome;
      because = because == null ? "" : because;
    }
  }

  /**
   * What came of it.
   *
   * @param outcome the incident's one outcome
   */
  public record Output(Outcome outcome) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    return new Output(
        closer.close(
            incidents.require(input.incidentId()), input.outcome(), input.because(), invocation));
  }
}
