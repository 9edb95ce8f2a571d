package io.threadkeep.kit;

import io.threadkeep.context.PinnedLog;
import io.threadkeep.context.PositionRange;
import io.threadkeep.context.PromptFrame;
import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.Summary;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A log to cut windows from, written down message by message; counts what is read from it. */
public final class LogFixture implements PinnedLog {
  public static final PromptSizes SIZES = new PromptSizes(TokenCounter.estimating());
  public static final PromptFrame BARE = new PromptFrame(0, SIZES);

  private final ManualClock clock = new ManualClock();
  private final IdSource ids = new IdSource(clock, new Random(1));
  private final ThreadId thread = ids.thread();
  private final List<Message> messages = new ArrayList<>();
  private int queries;
  private int rowsRead;
  private String summariser = "";
  private int block = 1;

  public LogFixture user(String text) {
    return add(Role.USER, new ContentPart.Text(text));
  }

  public LogFixture assistant(String text) {
    return add(Role.ASSISTANT, new ContentPart.Text(text));
  }

  public LogFixture calls(String... callIds) {
    return add(
        Role.ASSISTANT,
        Arrays.stream(callIds)
            .map(id -> new ContentPart.ToolCall(id, "look_up", "{}"))
            .toArray(ContentPart[]::new));
  }

  public LogFixture result(String callId, String output) {
    return add(Role.TOOL, new ContentPart.ToolResult(callId, output, false));
  }

  @Override
  public long end() {
    return messages.size();
  }

  @Override
  public List<Message> before(long position, int limit) {
    queries++;
    List<Message> found = new ArrayList<>();
    for (long p = Math.min(position - 1, end()); p >= 1 && found.size() < limit; p--) {
      found.add(messages.get((int) p - 1));
    }
    rowsRead += found.size();
    return found;
  }

  /** The same log as it was, or will have been, when {@code end} was its newest position. */
  public LogFixture until(long end) {
    LogFixture earlier = new LogFixture().summed(summariser, block);
    earlier.messages.addAll(messages.subList(0, (int) end));
    return earlier;
  }

  /** This log as a run sees it that is pinned to {@code end}. */
  public PinnedLog pinnedTo(long end) {
    return new PinnedLog() {
      @Override
      public long end() {
        return end;
      }

      @Override
      public List<Message> before(long position, int limit) {
        return LogFixture.this.before(Math.min(position, end + 1), limit);
      }

      @Override
      public @Nullable Summary summary(String model, long upTo) {
        return LogFixture.this.summary(model, upTo);
      }
    };
  }

  /** A chat of {@code turns} questions with answers, each of some hundred tokens. */
  public static LogFixture chat(int turns) {
    LogFixture log = new LogFixture();
    for (int turn = 0; turn < turns; turn++) {
      log.user(("question " + turn + " ").repeat(5 + turn % 7));
      log.assistant(("answer " + turn + " ").repeat(15 + turn % 11));
    }
    return log;
  }

  /** Whole, broken and interleaved tool groups among questions and answers. */
  public static LogFixture random(Random random, int length) {
    LogFixture log = new LogFixture();
    List<String> open = new ArrayList<>();
    int calls = 0;
    while (log.end() < length) {
      int choice = random.nextInt(10);
      if (!open.isEmpty() && choice < 6) {
        log.result(open.remove(random.nextInt(open.size())), "r".repeat(random.nextInt(900)));
      } else if (choice < 4) {
        log.user("u".repeat(1 + random.nextInt(300)));
      } else if (choice < 7) {
        log.assistant("a".repeat(1 + random.nextInt(300)));
      } else if (choice < 9) {
        String[] callIds = new String[1 + random.nextInt(4)];
        for (int i = 0; i < callIds.length; i++) {
          callIds[i] = "call" + calls++;
          open.add(callIds[i]);
        }
        log.calls(callIds);
      } else if (random.nextBoolean()) {
        log.result("stray" + calls++, "r".repeat(random.nextInt(900)));
      } else if (!open.isEmpty()) {
        // A run died here: the rest of its results never comes.
        open.clear();
      }
    }
    return log;
  }

  /** As if {@code model} had summed up each {@code block} messages. */
  public LogFixture summed(String model, int block) {
    summariser = model;
    this.block = block;
    return this;
  }

  @Override
  public @Nullable Summary summary(String model, long upTo) {
    long to = upTo / block * block;
    return to == 0 || !model.equals(summariser)
        ? null
        : Summary.of(thread, model, new PositionRange(1, to), "up to " + to, SIZES, Instant.EPOCH);
  }

  public Message at(long position) {
    return messages.get((int) position - 1);
  }

  public int queries() {
    return queries;
  }

  public int rowsRead() {
    return rowsRead;
  }

  private LogFixture add(Role role, ContentPart... content) {
    NewMessage body = new NewMessage(role, List.of(content), List.of(), Metadata.EMPTY);
    messages.add(
        new Message(
            thread,
            end() + 1,
            new MessageDraft(
                ids.message(),
                body,
                Origin.CALLER,
                SIZES.message(body.content()),
                clock.instant())));
    return this;
  }
}
