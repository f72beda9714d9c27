package dev.lastgood.functions.point;

import java.util.List;

/** Something that a point launches from and that is not there any more as it was. */
public sealed interface LostSource {
  /**
   * What became of it.
   *
   * @return a sentence
   */
  String says();

  /** A version that the point holds the data of: with them it can be made again. */
  sealed interface Version extends LostSource {
    /**
     * Which one.
     *
     * @return as the point names it
     */
    LaunchNames.TemplateVersion named();
  }

  /**
   * A launch configuration was deleted, or another one has its name now.
   *
   * @param name its name
   */
  record Configuration(String name) implements LostSource {
    @Override
    public String says() {
      return "The launch configuration " + name + " does not exist any more.";
    }
  }

  /**
   * A launch template was deleted, and all its versions with it.
   *
   * @param launchTemplateId the template
   */
  record Template(String launchTemplateId) implements LostSource {
    @Override
    public String says() {
      return "The launch template " + launchTemplateId + " does not exist any more.";
    }
  }

  /**
   * A version was deleted; its template is there.
   *
   * @param named which one
   */
  record VersionDeleted(LaunchNames.TemplateVersion named) implements Version {
    @Override
    public String says() {
      return number(named) + " does not exist any more.";
    }
  }

  /**
   * A version launches something else now: its own data never change, but what a Systems Manager
   * parameter stands for that it names does.
   *
   * @param named which one
   * @param fields what differs, by the API's names
   */
  record VersionDiffers(LaunchNames.TemplateVersion named, List<String> fields) implements Version {
    /** Copies its list. */
    public VersionDiffers {
      fields = List.copyOf(fields);
    }

    @Override
    public String says() {
      return number(named) + " holds other data now: " + String.join(", ", fields) + ".";
    }
  }

  private static String number(LaunchNames.TemplateVersion named) {
    return "Version " + named.version() + " of launch template " + named.launchTemplateId();
  }
}
