package io.threadkeep.samples.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What somebody has typed, apart from what stands there by default. */
final class Given {
  private Given() {}

  /** Whether one of the options was given, before the command's name or after it. */
  static boolean any(@Nullable CommandSpec command, String... options) {
    CommandLine line = command == null ? null : command.commandLine();
    while (line != null) {
      ParseResult parsed = line.getParseResult();
      if (parsed != null && List.of(options).stream().anyMatch(parsed::hasMatchedOption)) {
        return true;
      }
      line = line.getParent();
    }
    return false;
  }
}
