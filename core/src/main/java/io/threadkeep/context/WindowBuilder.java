package io.threadkeep.context;

import io.threadkeep.message.Message;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds windows that are valid by construction; every policy goes through here.
 *
 * <p>Groups come newest first. Those from the newest user message on are the <em>current turn</em>:
 * they are in, whatever they take; where nobody has asked anything, the newest group stands for
 * them, so that no window is empty while there is something to show. Older ones follow for as long
 * as the policy takes what it is {@linkplain #offer offered}, without a gap; only pins stand apart,
 * at the log's beginning.
 *
 * <p>Nothing is offered beyond {@link PromptFrame#most}, so that no policy has to mind it.
 */
public final class WindowBuilder {
  private static final int TYPICAL = 16;

  private final PinnedLog log;
  private final PromptFrame frame;
  private int expected;
  private @Nullable GroupReader reader;

  /** What is in, without pins; oldest first. */
  private final Deque<MessageGroup> groups = new ArrayDeque<>();

  /** None of them is in {@link #groups}. */
  private final Pins pins = new Pins();

  /** What was read and not taken yet, newest first. */
  private final Deque<MessageGroup> ahead = new ArrayDeque<>();

  private final Shortening shortening;
  private WindowManifest.@Nullable SummaryUse summaryUse;
  private @Nullable Summary summary;
  private long turnStart = 1;
  private boolean closed;
  private LeftOut.Reason beyond = LeftOut.Reason.BEYOND_WINDOW;
  private int messageCount;

  /** Not an int: what a log holds may come to more. */
  private long tokens;

  /** What is kept free for what comes later. */
  private int reserved;

  /** The smallest budget that anybody has asked about. */
  private int budget;

  WindowBuilder(PinnedLog log, PromptFrame frame) {
    this.log = log;
    this.frame = frame;
    this.shortening = new Shortening(frame.sizes());
    this.tokens = frame.tokens();
    this.budget = frame.most();
  }

  public PromptFrame frame() {
    return frame;
  }

  /**
   * Says how many messages the window will hold, as a guess: if it is right, reading takes one
   * query. Of no use once something was read.
   */
  public void expect(int messages) {
    expected = Math.max(expected, messages);
  }

  /** The next older group that could go in, or null when there is none, or it does not fit. */
  public @Nullable MessageGroup offer() {
    GroupReader from = reader();
    while (!closed) {
      if (ahead.isEmpty()) {
        MessageGroup read = from.next();
        if (read == null) {
          return null;
        }
        ahead.add(read);
      }
      MessageGroup next = ahead.element();
      if (!pins.has(next.position())) {
        return fitsRun(next) ? next : null;
      }
      ahead.remove();
    }
    return null;
  }

  /** Takes the group that {@link #offer} shows. */
  public void take() {
    if (offer() == null) {
      throw new NoSuchElementException("Nothing is on offer.");
    }
    include(ahead.remove());
  }

  /**
   * Whether a prompt of {@code most} tokens would still have room for {@code older}, and for what
   * is reserved.
   */
  public boolean fits(MessageGroup older, int most) {
    budget = Math.min(budget, most);
    GroupReader unused = reader();
    return tokens + reserved + older.tokens() <= most;
  }

  private boolean fitsRun(MessageGroup next) {
    boolean fits = fits(next, frame.most());
    if (!fits) {
      beyond = LeftOut.Reason.BEYOND_BUDGET;
    }
    return fits;
  }

  /** Keeps {@code more} tokens free from older messages; the current turn may still take them. */
  public void reserve(int more) {
    reserved += more;
  }

  /**
   * Puts the newest summary by {@code model} of what lies before {@link #start} in front of the
   * window, if there is one and it fits, in the place of what was reserved. Last of all.
   */
  void summarise(String model) {
    long left = start() - 1;
    Summary newest = left < 1 ? null : log.summary(model, left);
    reserved = 0;
    if (newest != null && tokens + newest.tokens() <= budget) {
      summary = newest;
      tokens += newest.tokens();
      summaryUse =
          new WindowManifest.SummaryUse(model, left, newest.from(), newest.to(), newest.tokens());
    } else {
      summaryUse = new WindowManifest.SummaryUse(model, left, 0, 0, 0);
    }
  }

  /** How many messages are in, not counting pins. */
  public int messageCount() {
    GroupReader unused = reader();
    return messageCount;
  }

  /**
   * What the whole prompt takes so far: instructions, tools, pins and messages; {@link
   * Integer#MAX_VALUE} if that is more.
   */
  public int tokens() {
    GroupReader unused = reader();
    return PromptSizes.saturated(tokens);
  }

  /**
   * Where the window begins, pins aside: everything from here on is in, but for what no window can
   * hold. 1 if the whole log is in.
   */
  public long start() {
    GroupReader from = reader();
    boolean nothingAhead = ahead.stream().allMatch(group -> pins.has(group.position()));
    if (from.isAtStart() && nothingAhead && !closed) {
      return 1;
    }
    long start = groups.isEmpty() ? log.end() + 1 : groups.element().position();
    while (start > 1 && pins.holds(start - 1)) {
      start--;
    }
    return start;
  }

  /** Where the current turn begins, which is always in. */
  public long turnStart() {
    GroupReader unused = reader();
    return turnStart;
  }

  /**
   * Takes out again what lies below {@code position}, but for pins and the current turn. Nothing
   * older can go in any more.
   */
  public void dropBelow(long position) {
    long from = Math.min(position, turnStart());
    closed |= position > 1;
    while (!groups.isEmpty() && groups.element().position() < from) {
      MessageGroup dropped = groups.remove();
      messageCount -= dropped.messages().size();
      tokens -= dropped.tokens();
    }
  }

  /**
   * Pins the whole groups among the first {@code messages} of the log; before anything is taken. If
   * they do not fit into {@link PromptFrame#most} together with the current turn, the later ones
   * give way.
   */
  public void pinFirst(int messages) {
    long end = Math.min(messages, log.end());
    for (MessageGroup group : new ReadMessages(log.before(end + 1, (int) end)).groups()) {
      if (groups.stream().noneMatch(in -> in.position() == group.position())) {
        tokens += pins.add(group);
      }
    }
  }

  /**
   * Shortens the tool outputs of what is in so far, all to the same length, as little as it takes
   * for the prompt to be within {@code most} tokens. Changes nothing if that cannot be.
   */
  void shortenUntil(int most) {
    List<MessageGroup> whole = List.copyOf(groups);
    groups.clear();
    groups.addAll(shortening.saving(tokens - most, whole));
    tokens += sum(groups) - sum(whole);
  }

  ContextWindow build(String policy) {
    GroupReader read = reader();
    while (tokens > frame.most() && !pins.isEmpty()) {
      tokens -= pins.removeLast();
      beyond = LeftOut.Reason.BEYOND_BUDGET;
    }
    if (tokens > frame.most()) {
      throw new PromptBudgetSpentException(tokens(), frame.most());
    }
    List<Message> messages =
        messages(
            Stream.concat(pins.groups().stream(), groups.stream())
                .sorted(Comparator.comparingLong(MessageGroup::position)));
    List<PositionRange> included = PositionRange.of(messages);
    List<PositionRange> pinned = PositionRange.of(messages(pins.groups().stream()));
    WindowManifest.Details details =
        new WindowManifest.Details(
            messages.size(),
            frame.tokens(),
            pinned,
            shortening.longest(),
            frame.most() == Integer.MAX_VALUE ? null : frame.most(),
            summaryUse);
    WindowManifest manifest =
        new WindowManifest(
            policy,
            log.end(),
            included,
            LeftOut.of(log, included, beyond, read.setAside()),
            shortening.positions(),
            tokens(),
            details);
    return new ContextWindow(
        summary == null ? messages : Summarised.window(messages, pinned, summary), manifest);
  }

  /** Begins to read with the first look, when the policy has said how much it expects. */
  private GroupReader reader() {
    if (reader == null) {
      reader = new GroupReader(log, expected == 0 ? TYPICAL : expected);
      CurrentTurn turn = CurrentTurn.read(reader);
      turn.groups().forEach(this::include);
      ahead.addAll(turn.older());
      turnStart = groups.isEmpty() ? 1 : groups.element().position();
    }
    return reader;
  }

  private void include(MessageGroup group) {
    groups.addFirst(group);
    messageCount += group.messages().size();
    tokens += (long) group.tokens() - pins.remove(group.position());
  }

  private static long sum(Collection<MessageGroup> groups) {
    return groups.stream().mapToLong(MessageGroup::tokens).sum();
  }

  private static List<Message> messages(Stream<MessageGroup> groups) {
    return groups.map(MessageGroup::messages).flatMap(Collection::stream).toList();
  }
}
