package dev.lastgood.test.fidelity;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Every error that the simulator's classes can answer with: the constants that they hold. */
final class SimulatedErrors {
  private static final JavaClasses SIMULATOR =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.lastgood.simulator");

  private SimulatedErrors() {}

  /** The classes of the simulator. */
  static JavaClasses simulator() {
    return SIMULATOR;
  }

  static List<ServiceError> all() {
    return Stream.concat(constants(ServiceError.class), common().stream())
        .distinct()
        .sorted(Comparator.comparing(ServiceError::service).thenComparing(ServiceError::code))
        .toList();
  }

  /** Those that any operation may answer with. */
  static List<ServiceError> common() {
    return constants(ServiceProfile.Answers.class).flatMap(ServiceProfile.Answers::errors).toList();
  }

  private static <T> Stream<T> constants(Class<T> type) {
    return SIMULATOR.stream()
        .map(JavaClass::getFields)
        .flatMap(fields -> fields.stream())
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .filter(field -> field.getRawType().isEquivalentTo(type))
        .map(field -> type.cast(value(field)));
  }

  private static Object value(JavaField field) {
    try {
      Field constant = field.reflect();
      constant.setAccessible(true);
      return constant.get(null);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException("It has just been made accessible.", impossible);
    }
  }

  /** The exception that the SDK throws for it, according to the simulator. */
  static Class<? extends AwsServiceException> type(ServiceError error) {
    return error.saying("").getClass();
  }

  /** Whether the SDK has a class for it, according to the simulator. */
  static boolean hasClass(ServiceError error) {
    return AwsServiceException.class != type(error).getSuperclass();
  }
}
