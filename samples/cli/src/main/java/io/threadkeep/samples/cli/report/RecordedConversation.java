package io.threadkeep.samples.cli.report;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A thread's log, and the model calls that wrote it: each message of the assistant is what one call
 * has answered, to what stood before it. All of it is in memory.
 *
 * @param messages the whole log, in order
 */
public record RecordedConversation(List<Message> messages, List<RecordedCall> calls) {
  public RecordedConversation {
    messages = List.copyOf(messages);
    calls = List.copyOf(calls);
  }

  /**
   * @param speakers of an assistant's message, who has written it
   */
  public static RecordedConversation of(
      List<Message> messages, Function<Message, Speaker> speakers) {
    PromptSizes sizes = sizes();
    Map<Speaker, Integer> preambles = new HashMap<>();
    List<RecordedCall> calls = new ArrayList<>();
    for (Message message : messages) {
      if (message.role() == Role.ASSISTANT && message.position() > 1) {
        Speaker speaker = speakers.apply(message);
        int preamble =
            preambles.computeIfAbsent(
                speaker, who -> sizes.preamble(who.instructions(), who.tools()));
        calls.add(
            new RecordedCall(
                message.position() - 1,
                speaker,
                preamble,
                message.createdAt(),
                message.tokens(),
                message.toolCalls().isEmpty()));
      }
    }
    return new RecordedConversation(messages, calls);
  }

  public long turns() {
    return messages.stream().filter(message -> message.role() == Role.USER).count();
  }

  /** Instructions alone are counted here; messages were when they were stored. */
  static PromptSizes sizes() {
    return new PromptSizes(TokenCounter.estimating());
  }
}
