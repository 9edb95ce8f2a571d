package io.threadkeep.transport.fake.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import io.threadkeep.wiring.ConfigProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a script, with file and line. */
final class Problems {
  private final List<ConfigProblem> all = new ArrayList<>();

  List<ConfigProblem> all() {
    return List.copyOf(all);
  }

  int count() {
    return all.size();
  }

  void add(ConfigOrigin origin, String path, String found, String allowed) {
    all.add(new ConfigProblem(place(origin) + ": " + path, found, allowed));
  }

  void addUnreadable(String location, ConfigException e) {
    boolean missing = e instanceof ConfigException.IO;
    all.add(
        new ConfigProblem(
            e.origin() == null || missing ? location : place(e.origin()),
            missing ? "nothing that can be read" : String.valueOf(e.getMessage()),
            missing
                ? "a file, or classpath: and the name of a resource"
                : "a script in well-formed HOCON"));
  }

  /** Such as {@code demo.conf:12}. */
  static String place(ConfigOrigin origin) {
    String file = firstOf(origin.resource(), origin.filename(), origin.description());
    return origin.lineNumber() < 1 ? file : file + ":" + origin.lineNumber();
  }

  private static String firstOf(
      @Nullable String resource, @Nullable String file, String description) {
    return resource != null ? resource : file != null ? file : description;
  }
}
