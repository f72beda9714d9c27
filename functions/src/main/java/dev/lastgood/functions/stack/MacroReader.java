package dev.lastgood.functions.stack;

import dev.lastgood.functions.handler.Platform;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/**
 * Looks whether macros are there. CloudFormation has no call that lists them, but they are made by
 * stacks alone, and DescribeStackResources tells what stack a resource belongs to by its physical
 * id, which of a macro is its name. Whether the function behind it works is not looked at.
 */
final class MacroReader {
  private static final String MACRO = "AWS::CloudFormation::Macro";

  private final CloudFormationClient cloudFormation;

  MacroReader(Platform platform) {
    this.cloudFormation = platform.client(CloudFormationClient.class);
  }

  /**
   * Looks for one macro.
   *
   * @param macro which one
   * @param macros the names of those that may be looked for
   * @return what was found
   * @throws software.amazon.awssdk.core.exception.SdkException where CloudFormation does not say
   */
  AssetReading read(Asset.Macro macro, List<String> macros) {
    String name = macro.macroName();
    if (!macros.contains(name)) {
      return new AssetReading.NotLookedFor("it is none of assetMacros.");
    }
    List<StackResource> resources;
    try {
      resources =
          cloudFormation
              .describeStackResources(
                  DescribeStackResourcesRequest.builder().physicalResourceId(name).build())
              .stackResources();
    } catch (AwsServiceException refused) {
      if (CloudFormationErrors.isStackUnknown(refused)) {
        return new AssetReading.Gone();
      }
      throw refused;
    }
    Optional<StackResource> found =
        resources.stream()
            .filter(resource -> MACRO.equals(resource.resourceType()))
            .filter(resource -> name.equals(resource.physicalResourceId()))
            .findFirst();
    if (found.isEmpty()) {
      // The answer holds the first hundred resources of one stack, and one of them may have the
      // macro's name and be something else.
      return new AssetReading.Unchecked(
          "CloudFormation did not say whether the stack of "
              + name
              + " has it as a macro: it tells of a stack's first hundred resources alone.");
    }
    // For 90 days a deleted stack's resources are told of too; what it was to keep is
    // DELETE_SKIPPED.
    return found.get().resourceStatus() == ResourceStatus.DELETE_COMPLETE
        ? new AssetReading.Gone()
        : new AssetReading.Present(Optional.empty());
  }
}
