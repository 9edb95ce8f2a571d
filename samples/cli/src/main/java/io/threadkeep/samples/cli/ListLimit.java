package io.threadkeep.samples.cli;

import picocli.CommandLine.Option;

/** How much of a list is printed. */
final class ListLimit {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      converter = Count.class,
      description = "How many at most; 0 for all (default: ${DEFAULT-VALUE}).")
  private long limit;

  long most() {
    return limit == 0 ? Long.MAX_VALUE : limit;
  }

  /** Says so if the list goes on: whoever counts its lines has to know. */
  void tell(boolean more, Output output) {
    if (more) {
      output.note("There are more: --limit 0 lists all.");
    }
  }
}
