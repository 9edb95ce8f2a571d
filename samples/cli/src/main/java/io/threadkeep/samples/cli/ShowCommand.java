package io.threadkeep.samples.cli;

import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.Message;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "show", description = "Prints the messages of a thread, the oldest first.")
final class ShowCommand extends ThreadCommand {
  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "0",
      converter = Count.class,
      description = "Only the newest N messages; 0 for all (default: ${DEFAULT-VALUE}).")
  private long last;

  ShowCommand(ThreadkeepCli cli) {
    super(cli);
  }

  @Override
  int call(ThreadId id, Threadkeep keep, Output output) {
    Conversation conversation = keep.conversations(cli.scope()).resume(id);
    (last == 0 ? conversation.messages() : newest(conversation).stream())
        .forEach(message -> MessageText.print(message, output));
    return 0;
  }

  private List<Message> newest(Conversation conversation) {
    List<Message> newest = new ArrayList<>();
    PageRequest next = PageRequest.newestFirst();
    while (next != null && newest.size() < last) {
      int size = (int) Math.min(Limits.PAGE, last - newest.size());
      Page<Message> page = conversation.messages(next.limit(size));
      newest.addAll(page.items());
      next = page.next();
    }
    Collections.reverse(newest);
    return newest;
  }
}
