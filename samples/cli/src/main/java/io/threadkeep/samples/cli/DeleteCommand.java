package io.threadkeep.samples.cli;

import io.threadkeep.Conversations;
import io.threadkeep.Threadkeep;
import io.threadkeep.id.ThreadId;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Deletes a thread; restore brings it back for a while.")
final class DeleteCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Parameters(paramLabel = "THREAD", description = "Its id.")
  private String thread = "";

  @Option(
      names = "--grace-days",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long it can be restored; 0 for not at all (default: ${DEFAULT-VALUE}).")
  private int graceDays;

  DeleteCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Output output = cli.output();
    try (Threadkeep keep = cli.open()) {
      Conversations conversations = keep.conversations(cli.scope());
      ChatThread found = conversations.get(new ThreadId(thread));
      if (!cli.mayGoOn(question(found))) {
        return 1;
      }
      if (graceDays == 0) {
        conversations.delete(found.id());
      } else {
        conversations.delete(found.id(), Duration.ofDays(graceDays));
      }
    }
    if (output.isJson()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("id", thread);
      fields.put("state", "deleted");
      fields.put("grace_days", graceDays);
      output.json(fields);
    } else {
      output.line(thread + " is deleted.");
    }
    return 0;
  }

  private String question(ChatThread found) {
    return "Delete %s with %d messages%s?"
        .formatted(
            found.id(),
            found.messageCount(),
            graceDays == 0 ? " for good" : ", to be restored within " + graceDays + " days");
  }
}
