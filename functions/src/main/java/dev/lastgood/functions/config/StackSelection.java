package dev.lastgood.functions.config;

import java.util.Optional;

/**
 * Which CloudFormation stack a target is, and what a recovery may do to it.
 *
 * @param stackName the stack's name; a stack that is made anew under it is the target from then on
 * @param whileAtWork what is done where somebody else's operation is under way
 * @param migrationMarker the name of a parameter or an output of the stack that says how far its
 *     data has been migrated: where its value is not the one of the recovery point, going back is
 *     unsafe and needs approval; absent where nothing says so
 * @param assetPlaces where what the template names is looked for; what is elsewhere is not checked
 * @param protectData whether volumes and databases that a recovery would lose, as people have
 *     approved, are snapshotted before it
 */
public record StackSelection(
    String stackName,
    OperationPolicy whileAtWork,
    Optional<String> migrationMarker,
    AssetPlaces assetPlaces,
    boolean protectData)
    implements Subject {
  /**
   * The same stack with another policy for operations of others.
   *
   * @param policy what is done while one is under way
   * @return a copy
   */
  public StackSelection whileAtWork(OperationPolicy policy) {
    return new StackSelection(stackName, policy, migrationMarker, assetPlaces, protectData);
  }

  /**
   * A stack with the policies that a target has where it says nothing of them.
   *
   * @param stackName the stack's name
   */
  public StackSelection(String stackName) {
    this(stackName, OperationPolicy.WAIT, Optional.empty(), AssetPlaces.NONE, false);
  }

  /**
   * The same stack whose data is protected, or is not.
   *
   * @param protect whether volumes and databases are snapshotted before a recovery loses them
   * @return a copy
   */
  public StackSelection protectData(boolean protect) {
    return new StackSelection(stackName, whileAtWork, migrationMarker, assetPlaces, protect);
  }

  /**
   * The same selection of the one stack that has an ARN.
   *
   * @param stackId the ARN
   * @return a copy
   */
  StackSelection pinnedTo(String stackId) {
    return new StackSelection(stackId, whileAtWork, migrationMarker, assetPlaces, protectData);
  }

  @Override
  public String says() {
    return "named " + stackName;
  }
}
