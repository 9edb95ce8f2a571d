package io.threadkeep.samples.cli;

import io.threadkeep.json.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Prints what a command found: for a person, or as JSON. */
final class Output {
  private final Terminal terminal;
  private final boolean json;

  Output(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  boolean isJson() {
    return json;
  }

  /** One document on one line: all that there is, or one item of a list; enums in lower case. */
  void json(Object document) {
    print(Plain.json(JsonCodec.writeForScripts(document)));
  }

  void line(String text) {
    print(Plain.text(text));
  }

  /** What is no part of the result. */
  void note(String text) {
    terminal.err().println(Plain.text(text));
  }

  /** Nobody reads on behind a pipe that is closed, and a full disk is no success. */
  private void print(String text) {
    terminal.out().println(text);
    if (terminal.out().checkError()) {
      throw new UncheckedIOException(
          new IOException("Standard output could not be written to the end."));
    }
  }
}
