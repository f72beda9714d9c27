package dev.lastgood.functions.ledger;

import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes the leases of an incident's targets, in the order of the targets, so that two incidents
 * never wait for each other in a circle.
 */
public final class AcquireHandler extends JsonHandler<AcquireHandler.Input, AcquireHandler.Output> {
  private static final int WAIT_SECONDS = 5;
  private static final String STEP = "acquire";

  private final Leases leases;
  private final Incidents incidents;
  private final Ledger ledger;
  private final Heartbeats heartbeats;

  /** As Lambda makes it. */
  public AcquireHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public AcquireHandler(Platform platform) {
    super(Input.class);
    this.leases = new Leases(platform);
    this.incidents = new Incidents(platform);
    this.ledger = new Ledger(platform);
    this.heartbeats = new Heartbeats(platform);
  }

  /**
   * What to take.
   *
   * @param incidentId the incident
   * @param at when the state machine came to ask, on its own clock
   * @param sightings what the attempt before saw, by target
   */
  public record Input(String incidentId, Instant at, Map<String, Acquisition.Sighting> sightings) {
    /** Takes a missing map for an empty one. */
    public Input {
      Check.name(incidentId, "incidentId");
      Check.instant(at, "at");
      if (sightings != null) {
        sightings.values().forEach(sighting -> Check.present(sighting, "sightings"));
      }
      sightings = sightings == null ? Map.of() : Map.copyOf(sightings);
    }
  }

  /**
   * What came of it.
   *
   * @param acquired whether all leases are held, or none is needed any more, as the incident is
   *     cancelled
   * @param waitSeconds how long to wait before asking again, where they are not
   * @param sightings to be brought along then
   */
  public record Output(
      boolean acquired, int waitSeconds, Map<String, Acquisition.Sighting> sightings) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    Incident incident = incidents.require(input.incidentId());
    if (incident.outcome().isPresent()) {
      // Whoever still waits for the lease of a closed incident must not take it.
      throw new IllegalStateException("Incident " + incident.id() + " is closed.");
    }
    Chain chain = ledger.read(incident.id());
    if (Boundary.reached(chain, incident.targetIds()).isPresent()) {
      // Planning, which changes nothing, ends it.
      return new Output(true, 0, Map.of());
    }
    List<String> inOrder = incident.targetIds().stream().sorted().toList();
    Map<String, Acquisition.Sighting> sightings = new TreeMap<>();
    for (String targetId : inOrder) {
      Optional<Acquisition.Sighting> seen = Optional.ofNullable(input.sightings().get(targetId));
      switch (leases.acquire(targetId, incident.id(), seen, input.at())) {
        case Acquisition.Acquired acquired ->
            chain =
                ledger.append(
                    chain,
                    new Fact.LeaseTaken(targetId, acquired.lease().fence()),
                    acquired.lease());
        case Acquisition.Held held -> {
          sightings.put(targetId, held.sighting());
          heartbeats.beat(
              chain,
              STEP,
              "Waits for the lease on "
                  + targetId
                  + ", which incident "
                  + Lease.incidentOf(held.owner())
                  + " holds.",
              "It asks again in " + WAIT_SECONDS + " s.");
          // What comes later in the order is not taken while this one is missing.
          return new Output(false, WAIT_SECONDS, sightings);
        }
      }
    }
    heartbeats.beat(chain, STEP, "Holds the leases of all targets.", "It plans.");
    return new Output(true, 0, sightings);
  }
}
