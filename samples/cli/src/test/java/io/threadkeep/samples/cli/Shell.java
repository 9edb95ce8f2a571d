package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs commands on a database of its own, as somebody at a prompt does.
 *
 * @param settings of the database
 * @param input what is typed, or piped in
 */
record Shell(Map<String, String> settings, String input) {

  /** What a command printed, and its exit code. */
  record Result(int exitCode, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  /** On an H2 file. */
  static Shell in(Path directory) {
    return new Shell(Map.of("threadkeep.jdbc.directory", directory.toString()), "");
  }

  static Shell on(DatabaseAddress address) {
    return new Shell(
        Map.of(
            "threadkeep.jdbc.url",
            address.url(),
            "threadkeep.jdbc.user",
            address.user(),
            "threadkeep.jdbc.password",
            address.password()),
        "");
  }

  Shell typing(String text) {
    return new Shell(settings, text);
  }

  Shell with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(key, value);
    return new Shell(more, input);
  }

  /** The application that the database belongs to; it leaves what it finds alone. */
  Threadkeep application() {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put("threadkeep.storage", "jdbc");
    all.put("threadkeep.transport", "fake");
    all.put("threadkeep.workers.reaper", "false");
    return Threadkeep.open(all);
  }

  Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = run(out, err, arguments);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Returns the exit code. */
  int run(OutputStream out, String... arguments) {
    return run(out, OutputStream.nullOutputStream(), arguments);
  }

  private int run(OutputStream out, OutputStream err, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    settings.forEach((key, value) -> all.add("-D" + key + "=" + value));
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return ThreadkeepCli.run(Terminal.of(in, out, err, false), all.toArray(String[]::new));
  }
}
