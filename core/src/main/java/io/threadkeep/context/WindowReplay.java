package io.threadkeep.context;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.message.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes a window again, message for message, from its manifest and the log. */
public final class WindowReplay {

  private WindowReplay() {}

  /**
   * What was withdrawn since stands there without its words; a summary of it is there no more.
   *
   * @param log as the run saw it
   * @param sizes which count as they did then; they change the sizes of shortened messages alone
   * @throws NotFoundException if messages of the window, or its summary, are no longer there, or if
   *     it was stored before the length of its shortened outputs was
   */
  public static List<Message> of(WindowManifest manifest, PinnedLog log, PromptSizes sizes) {
    List<Message> newestFirst = new ArrayList<>();
    List<PositionRange> ranges = new ArrayList<>(manifest.included());
    Collections.reverse(ranges);
    ranges.forEach(range -> newestFirst.addAll(read(log, range)));
    List<Message> window =
        Stream.concat(
                new ReadMessages(newestFirst).groups().stream(),
                newestFirst.stream()
                    .filter(Message::saysNothing)
                    .map(List::of)
                    .map(MessageGroup::new))
            .sorted(Comparator.comparingLong(MessageGroup::position))
            .map(MessageGroup::messages)
            .flatMap(Collection::stream)
            .toList();
    return summarised(shortened(window, manifest, sizes), manifest, log);
  }

  private static List<Message> shortened(
      List<Message> window, WindowManifest manifest, PromptSizes sizes) {
    Integer longest = manifest.details().longestOutput();
    if (longest == null) {
      if (!manifest.shortened().isEmpty()) {
        throw new NotFoundException(
            "length of shortened tool outputs", "positions " + manifest.shortened());
      }
      return window;
    }
    ToolOutputShortener shortener = new ToolOutputShortener(longest, sizes);
    return window.stream()
        .map(
            message ->
                manifest.shortened().contains(message.position())
                    ? shortener.shorten(message)
                    : message)
        .toList();
  }

  private static List<Message> summarised(
      List<Message> window, WindowManifest manifest, PinnedLog log) {
    WindowManifest.SummaryUse use = manifest.details().summary();
    if (use == null || use.to() == 0) {
      return window;
    }
    Summary summary = log.summary(use.model(), use.to());
    boolean isThatOne =
        summary != null
            && summary.from() == use.from()
            && summary.to() == use.to()
            && summary.tokens() == use.tokens();
    if (summary == null || !isThatOne) {
      throw new NotFoundException("summary", "by " + use.model() + " up to " + use.to());
    }
    return Summarised.window(window, manifest.details().pins(), summary);
  }

  private static List<Message> read(PinnedLog log, PositionRange range) {
    List<Message> read = new ArrayList<>();
    for (long below = range.to() + 1; below > range.from(); below--) {
      int missing = (int) Math.min(below - range.from(), GroupReader.LARGEST_READ);
      List<Message> next = log.before(below, missing);
      if (next.isEmpty() || next.get(0).position() != below - 1) {
        throw new NotFoundException("message", "position " + (below - 1));
      }
      read.addAll(next);
      below = next.get(next.size() - 1).position() + 1;
    }
    return read;
  }
}
