package io.threadkeep.store;

import io.threadkeep.message.Message;
import io.threadkeep.run.Lease;
import io.threadkeep.run.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a submission.
 *
 * @param messages those that were submitted, with their positions
 * @param lease set if the run was born claimed by this very call; not when a key replays an earlier
 *     one
 */
public record SubmittedRun(Run run, List<Message> messages, @Nullable Lease lease) {
  public SubmittedRun {
    messages = List.copyOf(messages);
  }
}
