package io.threadkeep.context;

import io.threadkeep.message.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds windows that are valid by construction; every policy goes through here.
 *
 * <p>Groups come newest first. Those from the newest user message on are the <em>current turn</em>:
 * they are in, whatever they take; where nobody has asked anything, the newest group stands for
 * them, so that no window is empty while there is something to show. Older ones follow for as long
 * as the policy takes what it is {@linkplain #offer offered}, without a gap.
 */
public final class WindowBuilder {
  /**
   * How far back the newest user message may lie. Further back than this a log is no conversation,
   * and no model could take what lies between.
   */
  private static final int LONGEST_TURN = 10_000;

  private final PinnedLog log;
  private final GroupReader reader;

  /** What is in, oldest first. */
  private final Deque<MessageGroup> groups = new ArrayDeque<>();

  /** What was read and not taken yet, newest first. */
  private final Deque<MessageGroup> ahead = new ArrayDeque<>();

  private final List<Long> shortened = new ArrayList<>();
  private int messageCount;
  private int tokens;

  /**
   * @param expected how many messages the window will hold, as a guess: if it is right, reading
   *     takes one query
   */
  public WindowBuilder(PinnedLog log, int expected) {
    this.log = log;
    this.reader = new GroupReader(log, expected);
    takeCurrentTurn();
  }

  /** The next older group that could go in, or null when there is none. */
  public @Nullable MessageGroup offer() {
    if (ahead.isEmpty()) {
      MessageGroup next = reader.next();
      if (next != null) {
        ahead.add(next);
      }
    }
    return ahead.peek();
  }

  /** Takes the group that {@link #offer} shows. */
  public void take() {
    include(ahead.remove());
  }

  public int messageCount() {
    return messageCount;
  }

  /** What the messages take, without instructions and tools. */
  public int tokens() {
    return tokens;
  }

  public ContextWindow build(ContextPolicy policy, PromptFrame frame) {
    List<Message> messages =
        groups.stream().map(MessageGroup::messages).flatMap(Collection::stream).toList();
    List<PositionRange> included =
        PositionRange.covering(messages.stream().map(Message::position).sorted().toList());
    WindowManifest manifest =
        new WindowManifest(
            policy.spec(),
            log.end(),
            included,
            LeftOut.of(log, included, reader.setAside()),
            shortened,
            frame.tokens() + tokens);
    return new ContextWindow(messages, manifest);
  }

  /** What the messages would take after {@link #shorten}. */
  int tokensAfter(ToolOutputShortener shortener) {
    return groups.stream()
        .flatMap(group -> group.messages().stream())
        .mapToInt(message -> shortener.shorten(message).tokens())
        .sum();
  }

  /** Shortens what is in so far; once, since a second time would lose sight of the first. */
  void shorten(ToolOutputShortener shortener) {
    List<MessageGroup> whole = new ArrayList<>(groups);
    groups.clear();
    tokens = 0;
    for (MessageGroup group : whole) {
      group.messages().stream()
          .filter(shortener::appliesTo)
          .map(Message::position)
          .forEach(shortened::add);
      groups.addLast(new MessageGroup(group.messages().stream().map(shortener::shorten).toList()));
      tokens += groups.getLast().tokens();
    }
  }

  private void takeCurrentTurn() {
    for (MessageGroup group = reader.next(); group != null; group = reader.next()) {
      ahead.add(group);
      if (group.isFromUser()) {
        while (!ahead.isEmpty()) {
          take();
        }
        return;
      }
      if (ahead.size() > LONGEST_TURN) {
        throw turnTooLong();
      }
    }
    if (reader.gaveUp()) {
      throw turnTooLong();
    }
    if (!ahead.isEmpty()) {
      take();
    }
  }

  private static WindowOverflowException turnTooLong() {
    return new WindowOverflowException(
        "No user message is among the newest "
            + LONGEST_TURN
            + " messages of the thread, so no window can hold its current turn. Append one before the run.");
  }

  private void include(MessageGroup group) {
    groups.addFirst(group);
    messageCount += group.messages().size();
    tokens += group.tokens();
  }
}
