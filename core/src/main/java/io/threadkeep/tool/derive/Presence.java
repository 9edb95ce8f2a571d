package io.threadkeep.tool.derive;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Whether an argument may be missing. */
final class Presence {
  private static final Set<Class<?>> OPTIONALS =
      Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

  private Presence() {}

  static boolean isOptional(Field field) {
    return OPTIONALS.contains(field.getType()) || isNullable(field, field.getAnnotatedType());
  }

  static boolean isOptional(Parameter parameter) {
    return OPTIONALS.contains(parameter.getType())
        || isNullable(parameter, parameter.getAnnotatedType());
  }

  /** Of any package: older annotations stand beside the type, JSpecify's in it. */
  private static boolean isNullable(AnnotatedElement element, AnnotatedType type) {
    return hasNullable(element) || hasNullable(type);
  }

  private static boolean hasNullable(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Nullable"));
  }
}
