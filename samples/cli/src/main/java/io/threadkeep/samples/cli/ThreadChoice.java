package io.threadkeep.samples.cli;

import io.threadkeep.metadata.Metadata;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.thread.ThreadState;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which of the scope's threads a command is about. */
final class ThreadChoice {
  @Option(
      names = "--with",
      paramLabel = "KEY=VALUE",
      description = "Only those whose metadata holds this; may be repeated.")
  private Map<String, String> with = new LinkedHashMap<>();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      defaultValue = "ACTIVE",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ThreadState state = ThreadState.ACTIVE;

  ThreadQuery query() {
    return new ThreadQuery(null, new Metadata(with), state);
  }
}
