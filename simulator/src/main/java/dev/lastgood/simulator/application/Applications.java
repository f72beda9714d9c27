package dev.lastgood.simulator.application;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which behaviour an instance shows, by the user data and the image that it was launched with.
 *
 * <p>User data is asked first, because the same image misbehaves under a bad start script. What is
 * known of neither is {@link ApplicationBehaviour#GOOD}. A behaviour that is replaced while
 * instances run applies to them too: their dependencies may fail, or heal.
 */
public final class Applications {
  private final Map<String, ApplicationBehaviour> byImage = new LinkedHashMap<>();
  private final Map<String, ApplicationBehaviour> byUserData = new LinkedHashMap<>();
  private final List<Runnable> listeners = new ArrayList<>();

  /** Where every image behaves well until something else is said. */
  public Applications() {}

  /**
   * Says how instances of an image behave, from now on.
   *
   * @param imageId the image
   * @param behaviour what its instances do
   */
  public void image(String imageId, ApplicationBehaviour behaviour) {
    byImage.put(imageId, behaviour);
    listeners.forEach(Runnable::run);
  }

  /**
   * Says how instances launched with some user data behave, whatever their image.
   *
   * @param userData as it stands in the launch template, in Base64
   * @param behaviour what its instances do
   */
  public void userData(String userData, ApplicationBehaviour behaviour) {
    byUserData.put(userData, behaviour);
    listeners.forEach(Runnable::run);
  }

  /** Tells that something else about an application has changed. */
  public void touch() {
    listeners.forEach(Runnable::run);
  }

  /**
   * How an instance behaves now.
   *
   * @param imageId what it was launched from
   * @param userData what it was launched with
   * @return its behaviour
   */
  public ApplicationBehaviour behaviour(String imageId, Optional<String> userData) {
    if (userData.isPresent() && !byUserData.isEmpty()) {
      ApplicationBehaviour behaviour = byUserData.get(userData.get());
      if (behaviour != null) {
        return behaviour;
      }
    }
    return byImage.getOrDefault(imageId, ApplicationBehaviour.GOOD);
  }

  /**
   * Tells whenever a behaviour was replaced.
   *
   * @param listener run after each change, in the order of registration
   */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
