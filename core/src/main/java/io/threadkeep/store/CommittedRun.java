package io.threadkeep.store;

import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import java.util.List;

/**
 * What came of a worker's commit.
 *
 * @param messages the commit's, with their positions
 */
public record CommittedRun(Run run, List<Message> messages) {
  public CommittedRun {
    messages = List.copyOf(messages);
  }
}
