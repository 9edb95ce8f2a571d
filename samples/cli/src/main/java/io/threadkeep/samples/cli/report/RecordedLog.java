package io.threadkeep.samples.cli.report;

import io.threadkeep.context.PinnedLog;
import io.threadkeep.context.Summary;
import io.threadkeep.message.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recorded log as one of its calls saw it, with the summaries that there would have been.
 *
 * @param start the oldest position that is shown
 */
record RecordedLog(List<Message> messages, long start, long end, AssumedSummaries summaries)
    implements PinnedLog {

  @Override
  public List<Message> before(long position, int limit) {
    int to = (int) Math.min(position - 1, end);
    int from = (int) Math.max(start - 1, (long) to - limit);
    List<Message> newestFirst = new ArrayList<>(messages.subList(from, Math.max(from, to)));
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  @Override
  public @Nullable Summary summary(String model, long upTo) {
    return summaries.newest(model, upTo);
  }
}
