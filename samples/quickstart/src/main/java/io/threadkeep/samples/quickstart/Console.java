package io.threadkeep.samples.quickstart;

import io.threadkeep.message.Role;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The conversation goes to standard output, all else to standard error; UTF-8 whatever the locale
 * says.
 */
final class Console {
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final PrintStream err =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()));

  /** Whether a person sits in front of it. */
  boolean isTerminal() {
    @SuppressWarnings(
        "SystemConsoleNull") // Null before JDK 22 only; from there on isTerminal tells.
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException beforeJdk22) {
      return true;
    }
  }

  void print(Role role, String text) {
    out.println((role == Role.USER ? "User: " : "Assistant: ") + text);
  }

  void note(String text) {
    err.println(text);
  }

  /** The next line, or null at the end of the input. */
  @Nullable String ask(String prompt) throws IOException {
    if (isTerminal()) {
      err.print(prompt);
    }
    return in.readLine();
  }

  /** Shows that work is under way until it is closed. */
  Progress progress(String what) {
    return new Progress(err, what);
  }
}
