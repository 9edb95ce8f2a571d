package io.threadkeep.samples.cli;

import io.threadkeep.Conversations;
import io.threadkeep.Threadkeep;
import io.threadkeep.limit.Limits;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.thread.ChatThread;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "threads", description = "Lists threads, the newest first.")
final class ThreadsCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Mixin private ThreadChoice choice = new ThreadChoice();

  @Mixin private ListLimit limit = new ListLimit();

  @Option(names = "--oldest-first", description = "In the order of their creation.")
  private boolean oldestFirst;

  ThreadsCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Output output = cli.output();
    Table table = new Table("THREAD", "USER", "CREATED", ">MESSAGES", "METADATA");
    boolean more;
    try (Threadkeep keep = cli.open()) {
      Conversations conversations = keep.conversations(cli.scope());
      PageRequest next = oldestFirst ? PageRequest.oldestFirst() : PageRequest.newestFirst();
      long left = limit.most();
      while (next != null && left > 0) {
        int size = (int) Math.min(left, Limits.PAGE);
        Page<ChatThread> page = conversations.find(choice.query(), next.limit(size));
        page.items().forEach(thread -> print(thread, table, output));
        left -= page.items().size();
        next = page.next();
      }
      more = next != null;
    }
    if (!output.isJson()) {
      table.print(output);
    }
    limit.tell(more, output);
    return 0;
  }

  private static void print(ChatThread thread, Table table, Output output) {
    if (output.isJson()) {
      output.json(ThreadJson.of(thread));
    } else {
      table.add(
          thread.id().value(),
          thread.owner().user() == null ? "-" : thread.owner().user(),
          thread.createdAt().toString(),
          Long.toString(thread.messageCount()),
          thread.metadata().pairs().isEmpty() ? "-" : thread.metadata().pairs().toString());
    }
  }
}
