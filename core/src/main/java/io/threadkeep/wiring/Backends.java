package io.threadkeep.wiring;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds backends by name on the class path. */
final class Backends {

  private Backends() {}

  /**
   * The one that {@code key} names; without a name, the only one there is. Nothing once the mistake
   * is noted.
   */
  static <M extends BackendModule> Optional<M> choose(
      Settings settings, String key, Class<M> kind) {
    List<M> found =
        ServiceLoader.load(kind, kind.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    String names =
        found.stream().map(BackendModule::backendName).sorted().collect(Collectors.joining(", "));
    Optional<String> name = settings.optionalText(key);
    if (name.isEmpty() && found.size() == 1) {
      return Optional.of(found.get(0));
    }
    Optional<M> chosen =
        found.stream().filter(module -> module.backendName().equals(name.orElse(""))).findFirst();
    if (chosen.isEmpty()) {
      settings.problem(
          key,
          name.map(text -> "\"" + text + "\"").orElse("nothing"),
          found.isEmpty()
              ? "the name of a backend, but none is on the class path: add its jar"
              : "one of " + names + " (the backends on the class path)");
    }
    return chosen;
  }
}
