package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.samples.cli.report.PolicyReport;
import io.threadkeep.samples.cli.report.RecordedConversation;
import io.threadkeep.samples.cli.report.Replay;
import io.threadkeep.samples.cli.report.ReportPlot;
import io.threadkeep.usage.PriceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    description = {
      "Replays a thread under several context policies and compares tokens, cached prefixes, cost.",
      "Calls no model. Without a thread, it takes the recorded conversation that comes along."
    })
final class ReportCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Parameters(arity = "0..1", paramLabel = "THREAD", description = "Its id.")
  private @Nullable String thread;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description = "What to compare; may be repeated (default: those of report.conf).")
  private List<String> policies = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "At whose price (default: each assistant's own).")
  private @Nullable String model;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draws it too.")
  private @Nullable Path svg;

  @Spec private @Nullable CommandSpec spec;

  ReportCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() throws IOException {
    if (thread == null && Given.any(spec, "--tenant", "--user")) {
      throw new UsageException("The recorded conversation is nobody's: name a thread too.");
    }
    if (svg != null && !mayBeWritten(svg)) {
      return 1;
    }
    ReportSource source = new ReportSource(cli, thread, model);
    Opening opening = cli.opening();
    ReportSettings settings = ReportSettings.read(opening.config());
    List<PolicyReport> reports = new ArrayList<>();
    RecordedConversation conversation;
    PriceTable prices;
    try (Threadkeep keep = source.open();
        Progress progress = cli.progress()) {
      conversation = source.read(keep);
      if (conversation.calls().isEmpty()) {
        throw new UsageException(
            "There is nothing to replay: no model has answered in " + source.name() + ".");
      }
      prices = keep.usage(cli.scope()).prices();
      Replay replay = new Replay(conversation, prices, settings.assumptions());
      List<ContextPolicy> parsed = names(settings).stream().map(keep.policies()::parse).toList();
      for (ContextPolicy policy : parsed) {
        progress.show((double) reports.size() / parsed.size(), policy.spec());
        reports.add(replay.of(policy));
      }
    }
    ReportText text = new ReportText(source.name(), conversation, reports, prices.currency());
    text.print(cli.output());
    if (opening.config() == null) {
      cli.output().note("Prices are an example of one model on one day; --config says yours.");
    }
    if (svg != null) {
      Files.writeString(svg, ReportPlot.svg(text.title(), reports));
    }
    return 0;
  }

  /** Asked before there is a report, so that none is made for nothing. */
  private boolean mayBeWritten(Path picture) {
    Path folder = picture.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException("There is no folder " + folder + " to write " + picture + " to.");
    } else if (Files.isDirectory(picture)) {
      throw new UsageException(picture + " is a folder: name a file.");
    }
    return !Files.isRegularFile(picture) || cli.mayGoOn("Write over " + picture + "?");
  }

  private List<String> names(ReportSettings settings) {
    List<String> names = policies.isEmpty() ? settings.policies() : policies;
    if (names.isEmpty()) {
      throw new UsageException("There is no policy to report on: name one with --policy.");
    }
    return names;
  }
}
