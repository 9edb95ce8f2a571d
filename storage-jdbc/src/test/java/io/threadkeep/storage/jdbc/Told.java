package io.threadkeep.storage.jdbc;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Everything that an error tells to whoever logs it: its message, its causes, its stack. */
final class Told {

  private Told() {}

  static String by(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
