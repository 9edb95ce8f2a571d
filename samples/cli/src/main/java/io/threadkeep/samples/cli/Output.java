package io.threadkeep.samples.cli;

import io.threadkeep.json.JsonCodec;

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

  /** One document on one line: all that there is, or one item of a list. */
  void json(Object document) {
    terminal.out().println(Plain.json(JsonCodec.write(document)));
  }

  void line(String text) {
    terminal.out().println(Plain.text(text));
  }

  /** What is no part of the result. */
  void note(String text) {
    terminal.err().println(Plain.text(text));
  }
}
