package io.threadkeep.samples.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and prints; UTF-8 whatever the locale says.
 *
 * @param in answers, or a file that is piped in
 * @param out what was found, and nothing else
 * @param err all the rest
 * @param isTerminal whether a person sits there, and no file or pipe
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, boolean isTerminal) {

  static Terminal of(InputStream in, OutputStream out, OutputStream err, boolean isTerminal) {
    return new Terminal(in, utf8(out), utf8(err), isTerminal);
  }

  /** This process's own. */
  static Terminal ofProcess() {
    return of(System.in, System.out, System.err, isTerminal(System.console()));
  }

  /** Asks a question of yes or no; no answer is a no. */
  boolean confirms(String question) {
    err.print(Plain.text(question) + " [y/N] ");
    err.flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
      return answer != null && answer.strip().matches("(?i)y|yes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** From Java 22 on there is a console without a terminal too, and it can be asked. */
  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean)
          MethodHandles.publicLookup()
              .findVirtual(Console.class, "isTerminal", MethodType.methodType(boolean.class))
              .invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (Throwable e) {
      return false;
    }
  }
}
