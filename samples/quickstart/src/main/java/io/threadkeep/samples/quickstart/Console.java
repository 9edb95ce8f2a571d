package io.threadkeep.samples.quickstart;

import io.threadkeep.message.Role;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The conversation goes to standard output, all else to standard error; UTF-8 whatever the locale
 * says.
 */
final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final BufferedReader in;

  /** This process's own. */
  Console() {
    this(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        System.in);
  }

  Console(OutputStream out, OutputStream err, InputStream in) {
    this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
  }

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
    begin(role);
    write(text);
    endLine();
  }

  void begin(Role role) {
    out.print(role == Role.USER ? "User: " : "Assistant: ");
  }

  /** A piece, to be seen at once. */
  void write(String piece) {
    out.print(piece);
    out.flush();
  }

  void endLine() {
    out.println();
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
