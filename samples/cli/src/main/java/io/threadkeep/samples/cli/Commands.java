package io.threadkeep.samples.cli;

import java.util.List;
import java.util.concurrent.Callable;

/** All commands, in the order in which help lists them. */
final class Commands {
  private Commands() {}

  static List<Callable<Integer>> of(ThreadkeepCli cli) {
    return List.of(
        new ThreadsCommand(cli),
        new ShowCommand(cli),
        new SearchCommand(cli),
        new ExplainCommand(cli),
        new PreviewCommand(cli),
        new ReportCommand(cli),
        new UsageCommand(cli),
        new BudgetsCommand(cli),
        new ExportCommand(cli),
        new ImportCommand(cli),
        new RetentionCommand(cli),
        new ArchiveCommand(cli),
        new UnarchiveCommand(cli),
        new DeleteCommand(cli),
        new RestoreCommand(cli),
        new EraseCommand(cli),
        new SchemaCommand(cli));
  }
}
