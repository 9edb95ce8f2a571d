package io.threadkeep.samples.cli;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.store.SchemaException;
import io.threadkeep.wiring.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What is said of a command that failed, and how it ends then. */
final class Failures {
  private Failures() {}

  /** Of a command line that cannot be read. */
  static int tell(ParameterException wrong, Output output) {
    // What follows -D may be a password.
    boolean setting =
        wrong.getArgSpec() instanceof OptionSpec option && List.of(option.names()).contains("-D");
    output.note(
        setting
            ? "-D takes KEY=VALUE, such as -Dthreadkeep.jdbc.user=app."
            : String.valueOf(wrong.getMessage()));
    output.note("See " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help.");
    return ExitCode.USAGE;
  }

  /** Returns the exit code: 2 for what was asked for wrongly, 1 for all else. */
  static int tell(Exception failure, Output output, boolean verbose) {
    output.note(verbose ? trace(failure) : message(failure));
    boolean wronglyAsked =
        failure instanceof UsageException
            || failure instanceof ConfigurationException
            || failure instanceof InvalidInputException;
    return wronglyAsked ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private static String message(Exception failure) {
    if (failure instanceof SchemaException schema && schema.found() < schema.known()) {
      return schema.getMessage() + " Here, --migrate does so, and the command schema prints it.";
    } else if (failure instanceof ThreadkeepException || failure instanceof UsageException) {
      return String.valueOf(failure.getMessage());
    } else if (failure instanceof UncheckedIOException
        && failure.getCause() instanceof IOException cause) {
      return message(cause);
    } else if (failure instanceof NoSuchFileException missing) {
      return "There is no file " + missing.getFile() + ".";
    } else if (failure instanceof FileAlreadyExistsException there) {
      return "There is a file " + there.getFile() + " already.";
    } else if (failure instanceof IOException) {
      return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
    return "This should not have happened: " + failure + " (--verbose says where)";
  }

  private static String trace(Exception failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString().stripTrailing();
  }
}
