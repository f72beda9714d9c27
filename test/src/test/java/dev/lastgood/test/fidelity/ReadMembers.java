package dev.lastgood.test.fidelity;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.lastgood.simulator.kernel.ModelledOperation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;

/**
 * The members of requests that the simulator looks at: those whose getter one of its classes calls.
 * The rest is accepted and has no effect.
 */
final class ReadMembers {
  private final Set<String> getters = new HashSet<>();

  ReadMembers() {
    for (JavaClass type : SimulatedErrors.simulator()) {
      if (!isAboutPermissions(type)) {
        Stream.concat(
                type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
            .map(JavaAccess::getTarget)
            .forEach(target -> getters.add(name(target.getOwner().getName(), target.getName())));
      }
    }
  }

  /** What a call is held against has to look at members that the service itself may not. */
  private static boolean isAboutPermissions(JavaClass type) {
    return type.getPackageName().matches(".*\\.(iam|access)");
  }

  /**
   * The members of an operation's request that have no effect: nobody looks at them, and they are
   * not refused. A dry run is looked at for all of EC2's operations in one place, by its name.
   */
  List<String> ignored(ModelledOperation operation) {
    return Structures.fields(operation.requestType()).stream()
        .map(SdkField::memberName)
        .filter(member -> !isRead(operation.requestType(), member))
        .filter(member -> !operation.unmodelledMembers().contains(member))
        .filter(member -> !(operation.service().equals("EC2") && member.equals("DryRun")))
        .sorted()
        .toList();
  }

  /**
   * Enumerations are read as text too, and what is a list or a map is asked whether it is there.
   */
  private boolean isRead(Class<?> request, String member) {
    return Stream.of(member, member + "AsString", member + "AsStrings", "has" + member)
        .anyMatch(getter -> getters.contains(name(request.getName(), getter)));
  }

  private static String name(String owner, String getter) {
    return owner + "." + getter.toLowerCase(Locale.ROOT);
  }
}
