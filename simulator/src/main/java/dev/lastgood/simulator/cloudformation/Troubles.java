package dev.lastgood.simulator.cloudformation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a scenario makes fail, by stack and resource. */
final class Troubles {
  private final Map<Place, FailureCause> forward = new HashMap<>();
  private final Map<Place, FailureCause> back = new HashMap<>();
  private final Map<Place, FailureCause> deletion = new HashMap<>();

  /** A resource by its stack's name and its logical id. */
  private record Place(String stackName, String logicalId) {}

  void failUpdates(String stackName, String logicalId, FailureCause cause) {
    forward.put(new Place(stackName, logicalId), cause);
  }

  void failRollbacks(String stackName, String logicalId, FailureCause cause) {
    back.put(new Place(stackName, logicalId), cause);
  }

  void failDeletions(String stackName, String logicalId, FailureCause cause) {
    deletion.put(new Place(stackName, logicalId), cause);
  }

  void remedy(String stackName, String logicalId) {
    deletion.remove(new Place(stackName, logicalId));
    forward.remove(new Place(stackName, logicalId));
    back.remove(new Place(stackName, logicalId));
  }

  void signalled(String stackName, String logicalId) {
    Place place = new Place(stackName, logicalId);
    forward.remove(place, FailureCause.MISSING_SIGNAL);
    back.remove(place, FailureCause.MISSING_SIGNAL);
  }

  /** Asked once where a resource is changed; some causes are gone when it is tried again. */
  void checkChange(String stackName, String logicalId, boolean rollingBack) throws ResourceFailure {
    check(rollingBack ? back : forward, new Place(stackName, logicalId));
  }

  void checkDeletion(String stackName, String logicalId) throws ResourceFailure {
    check(deletion, new Place(stackName, logicalId));
  }

  private static void check(Map<Place, FailureCause> causes, Place place) throws ResourceFailure {
    Optional<FailureCause> cause = Optional.ofNullable(causes.get(place));
    if (cause.isPresent()) {
      if (cause.get().remedy() == FailureCause.Remedy.NEXT_OPERATION) {
        causes.remove(place);
      }
      throw new ResourceFailure(cause.get().reason());
    }
  }
}
