package io.threadkeep.samples.cli;

import io.threadkeep.Conversations;
import io.threadkeep.Threadkeep;
import io.threadkeep.id.ThreadId;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "delete", description = "Deletes a thread; restore brings it back for a while.")
final class DeleteCommand extends ThreadCommand {
  @Option(
      names = "--grace-days",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long it can be restored; 0 for not at all (default: ${DEFAULT-VALUE}).")
  private int graceDays;

  DeleteCommand(ThreadkeepCli cli) {
    super(cli);
  }

  @Override
  int call(ThreadId id, Threadkeep keep, Output output) {
    Conversations conversations = keep.conversations(cli.scope());
    if (!cli.mayGoOn(question(conversations.get(id)))) {
      return 1;
    }
    if (graceDays == 0) {
      conversations.delete(id);
    } else {
      conversations.delete(id, Duration.ofDays(graceDays));
    }
    if (output.isJson()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("id", id);
      fields.put("state", ThreadState.DELETED);
      fields.put("grace_days", graceDays);
      output.json(fields);
    } else {
      output.line(id + " is deleted.");
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
