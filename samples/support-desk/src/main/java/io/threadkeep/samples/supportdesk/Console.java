package io.threadkeep.samples.supportdesk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is said goes to one side, all else to the other; UTF-8 whatever the locale says. */
final class Console {
  private final BufferedReader in;
  private final PrintStream said;
  private final PrintStream notes;

  Console(InputStream in, OutputStream said, OutputStream notes) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.said = new PrintStream(said, true, StandardCharsets.UTF_8);
    this.notes = new PrintStream(notes, true, StandardCharsets.UTF_8);
  }

  /** A piece of a line, to be seen at once. */
  void write(String piece) {
    said.print(piece);
    said.flush();
  }

  void endLine() {
    said.println();
  }

  void note(String text) {
    notes.println(text);
  }

  /** The answer, or null at the end of the input. */
  @Nullable String ask(String question) throws IOException {
    notes.print(question);
    notes.flush();
    return in.readLine();
  }
}
