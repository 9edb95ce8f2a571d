package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageQuery;
import io.threadkeep.usage.UsageReport;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "usage",
    description = "Adds up tokens, and what they cost at the prices of threadkeep.prices.")
final class UsageCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Option(names = "--from", paramLabel = "DAY", description = "First UTC day: 2026-01-31.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "Last UTC day, included.")
  private @Nullable LocalDate to;

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "KEY",
      defaultValue = "MODEL",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Set<UsageKey> by = EnumSet.noneOf(UsageKey.class);

  @Option(names = "--thread", paramLabel = "THREAD", description = "Of this one alone.")
  private @Nullable String thread;

  @Option(names = "--assistant", paramLabel = "ID", description = "Of this one alone.")
  private @Nullable String assistant;

  @Option(names = "--model", paramLabel = "NAME", description = "Of this one alone.")
  private @Nullable String model;

  UsageCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Output output = cli.output();
    UsageQuery query = query();
    try (Threadkeep keep = cli.open()) {
      UsageReport report = keep.usage(cli.scope()).report(query);
      if (output.isJson()) {
        output.json(UsageText.json(report));
      } else {
        UsageText.table(report).print(output);
      }
    }
    return 0;
  }

  private UsageQuery query() {
    UsageQuery ever = UsageQuery.ever();
    return new UsageQuery(
        from == null ? ever.from() : from,
        to == null ? ever.to() : to,
        by,
        thread == null ? null : new ThreadId(thread),
        assistant == null ? null : new AssistantId(assistant),
        model);
  }
}
