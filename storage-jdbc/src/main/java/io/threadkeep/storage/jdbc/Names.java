package io.threadkeep.storage.jdbc;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Constants as the tables keep them: {@code in_progress}. */
final class Names {

  private Names() {}

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static @Nullable String of(@Nullable Enum<?> constant) {
    return constant == null ? null : name(constant);
  }

  static List<String> all(Collection<? extends Enum<?>> constants) {
    return constants.stream().map(Names::name).toList();
  }

  static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }

  static <E extends Enum<E>> @Nullable E optional(Class<E> type, @Nullable String name) {
    return name == null ? null : constant(type, name);
  }
}
