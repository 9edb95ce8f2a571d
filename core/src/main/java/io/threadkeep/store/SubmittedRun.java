package io.threadkeep.store;

import io.threadkeep.message.Message;
import io.threadkeep.run.Lease;
import io.threadkeep.run.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a submission.
 *
 * @param run the submitted one, or the one that it has joined
 * @param messages those that were submitted, with their positions
 * @param lease set if the run was born claimed by this very call; not when a key replays an earlier
 *     one
 * @param interrupted the run that this very call has cancelled, as it is now: ended, or with a
 *     worker that is to be told
 */
public record SubmittedRun(
    Run run, List<Message> messages, @Nullable Lease lease, @Nullable Run interrupted) {
  public SubmittedRun {
    messages = List.copyOf(messages);
  }

  /** What an earlier call has stored. */
  public static SubmittedRun before(Run run, List<Message> messages) {
    return new SubmittedRun(run, messages, null, null);
  }
}
