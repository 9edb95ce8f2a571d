package io.threadkeep.context;

import io.threadkeep.id.IdSource;
import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A log to cut windows from, written down message by message; counts what is read from it. */
final class LogFixture implements PinnedLog {
  static final PromptSizes SIZES = new PromptSizes(TokenCounter.estimating());
  static final PromptFrame BARE = new PromptFrame(0, SIZES);

  private final ManualClock clock = new ManualClock();
  private final IdSource ids = new IdSource(clock, new Random(1));
  private final ThreadId thread = ids.thread();
  private final List<Message> messages = new ArrayList<>();
  private int queries;
  private int rowsRead;

  LogFixture user(String text) {
    return add(Role.USER, new ContentPart.Text(text));
  }

  LogFixture assistant(String text) {
    return add(Role.ASSISTANT, new ContentPart.Text(text));
  }

  LogFixture calls(String... callIds) {
    return add(
        Role.ASSISTANT,
        Arrays.stream(callIds)
            .map(id -> new ContentPart.ToolCall(id, "look_up", "{}"))
            .toArray(ContentPart[]::new));
  }

  LogFixture result(String callId, String output) {
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

  Message at(long position) {
    return messages.get((int) position - 1);
  }

  int queries() {
    return queries;
  }

  int rowsRead() {
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
