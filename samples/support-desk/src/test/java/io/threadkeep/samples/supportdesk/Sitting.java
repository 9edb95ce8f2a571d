package io.threadkeep.samples.supportdesk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One start of the sample, in this JVM, with all that is typed known beforehand. */
record Sitting(int exitCode, List<String> said, String notes) {

  static Sitting of(String typed, String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream notes = new ByteArrayOutputStream();
    Console console =
        new Console(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), said, notes);
    int exitCode = SupportDesk.execute(console, arguments);
    return new Sitting(
        exitCode,
        said.toString(StandardCharsets.UTF_8).lines().toList(),
        notes.toString(StandardCharsets.UTF_8));
  }
}
