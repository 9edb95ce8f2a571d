package io.threadkeep.samples.cli;

import io.threadkeep.Retention;
import io.threadkeep.Threadkeep;
import io.threadkeep.retention.RetentionReport;
import io.threadkeep.retention.RuleCount;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "retention",
    description = {
      "Counts what the rules of threadkeep.retention would archive and delete, of all tenants.",
      "With --apply it is done; a pass that was left is gone on with."
    })
final class RetentionCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Option(names = "--apply", description = "Do it.")
  private boolean apply;

  @Option(names = "--status", description = "Tell how far the last pass has come, and do nothing.")
  private boolean status;

  @Spec private @Nullable CommandSpec spec;

  RetentionCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    if (apply && status) {
      throw new UsageException("Say --apply or --status, not both.");
    }
    if (Given.any(spec, "--tenant", "--user")) {
      throw new UsageException(
          "The rules are of all tenants: --tenant and --user choose nothing here. A rule's own"
              + " `tenant` narrows it.");
    }
    if (apply && !cli.mayGoOn("Apply the retention rules to the threads of all tenants?")) {
      return 1;
    }
    Output output = cli.output();
    Optional<RetentionReport> report;
    try (Threadkeep keep = cli.open();
        Progress progress = cli.progress()) {
      report = report(keep.retention(), progress);
    }
    report.ifPresentOrElse(
        found -> print(found, output),
        () -> {
          if (output.isJson()) {
            output.json(Map.of());
          } else {
            output.line("There was no pass yet.");
          }
        });
    boolean held = report.filter(found -> !status && !isOver(found)).isPresent();
    return held ? 1 : 0;
  }

  private Optional<RetentionReport> report(Retention retention, Progress progress) {
    Consumer<RetentionReport> heard =
        so ->
            progress.show(
                String.format(
                    Locale.ROOT,
                    "%,d threads looked at, %,d fit a rule, %,d purged",
                    so.tally().looked(),
                    so.tally().total().matched(),
                    so.tally().purgedThreads()));
    return status
        ? retention.status()
        : Optional.of(apply ? retention.run(heard) : retention.dryRun(heard));
  }

  private static boolean isOver(RetentionReport report) {
    return report.state() == RetentionReport.State.FINISHED;
  }

  private static void print(RetentionReport report, Output output) {
    if (output.isJson()) {
      output.json(json(report));
      return;
    }
    Table table =
        new Table("RULE", ">THREADS", report.dryRun() ? ">WOULD BE DONE" : ">DONE", ">SKIPPED");
    report.tally().rules().forEach((rule, count) -> table.add(row(rule, count)));
    table.print(output);
    output.line(
        String.format(
            Locale.ROOT,
            "%s: %,d threads looked at, %,d purged%s",
            state(report),
            report.tally().looked(),
            report.tally().purgedThreads(),
            report.dryRun() ? "; nothing was changed (--apply does it)" : ""));
  }

  private static String[] row(String rule, RuleCount count) {
    return new String[] {
      rule,
      Long.toString(count.matched()),
      Long.toString(count.done()),
      Long.toString(count.skipped())
    };
  }

  private static String state(RetentionReport report) {
    return switch (report.state()) {
      case FINISHED -> "Finished";
      case STOPPED -> "Stopped before its end; the next pass goes on";
      case UNDER_WAY -> "Under way";
      case HELD_ELSEWHERE -> "Another process is at it";
    };
  }

  private static Map<String, Object> json(RetentionReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("pass", report.pass());
    fields.put("dry_run", report.dryRun());
    fields.put("state", report.state());
    fields.put("tally", report.tally());
    fields.put("took_millis", report.took().toMillis());
    return fields;
  }
}
