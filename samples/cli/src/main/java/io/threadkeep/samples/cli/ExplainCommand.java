package io.threadkeep.samples.cli;

import io.threadkeep.RunExecutor;
import io.threadkeep.Threadkeep;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunExplanation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = "Says which messages the model was shown, call by call, and which not and why.")
final class ExplainCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Parameters(paramLabel = "RUN", description = "A run's id, or a thread's for its newest run.")
  private String id = "";

  ExplainCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Output output = cli.output();
    try (Threadkeep keep = cli.open()) {
      RunExecutor runs = keep.runs(cli.scope());
      RunExplanation explanation = runs.explain(run(runs));
      if (output.isJson()) {
        output.json(explanation);
      } else {
        output.line(explanation.text());
      }
    }
    return 0;
  }

  private RunId run(RunExecutor runs) {
    if (!id.startsWith(ThreadId.PREFIX)) {
      return new RunId(id);
    }
    return runs.list(new ThreadId(id), PageRequest.newestFirst().limit(1)).items().stream()
        .map(Run::id)
        .findFirst()
        .orElseThrow(() -> new NotFoundException("run of the thread", id));
  }
}
