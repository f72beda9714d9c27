package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.ResolvedTemplate;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScaleInProtectedInstances;
import software.amazon.awssdk.services.autoscaling.model.StandbyInstances;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * Which instances a refresh replaces: all but those that it is told to ignore, and with skip
 * matching but those that come from the same template, version, image and type; see "Use an
 * instance refresh with skip matching".
 */
final class OutdatedInstances {
  private final World world;

  OutdatedInstances(World world) {
    this.world = world;
  }

  List<String> of(Refresh refresh, boolean skipMatching) {
    List<String> found = new ArrayList<>();
    for (GroupInstance instance : refresh.group().instances()) {
      boolean standby = instance.lifecycleState() == LifecycleState.STANDBY;
      boolean ignored =
          standby && refresh.preferences().standbyInstances() == StandbyInstances.IGNORE
              || instance.protectedFromScaleIn()
                  && refresh.preferences().scaleInProtectedInstances()
                      == ScaleInProtectedInstances.IGNORE;
      if ((instance.active() || standby)
          && !ignored
          && !(skipMatching && matches(instance, refresh.source()))) {
        found.add(instance.id());
      }
    }
    return found;
  }

  private boolean matches(GroupInstance instance, LaunchSource source) {
    for (LaunchOption option : world.options().of(source, instance.spot())) {
      if (matches(instance, option)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(GroupInstance instance, LaunchOption option) {
    if (option.template().isEmpty() || instance.template().isEmpty()) {
      return option.template().isEmpty()
          && instance.template().isEmpty()
          && instance
              .launchConfigurationName()
              .equals(option.configuration().map(it -> it.launchConfigurationName()));
    }
    try {
      ResolvedTemplate wanted = world.launches().resolve(option.template().get());
      LaunchTemplateSpecification actual = instance.template().get();
      return actual.launchTemplateId().equals(wanted.id())
          && actual.version().equals(Long.toString(wanted.version()))
          && instance.imageId().equals(option.imageId().orElse(wanted.data().imageId()))
          && option.instanceType().map(instance.instanceType()::equals).orElse(true);
    } catch (Ec2Exception deleted) {
      return false;
    }
  }
}
