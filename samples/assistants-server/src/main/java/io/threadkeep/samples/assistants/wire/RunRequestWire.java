package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.RunOverrides;
import io.threadkeep.RunRequest;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.id.AssistantId;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.NewMessage;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.RunBudget;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked of a run. */
public final class RunRequestWire {
  /** What the original allowed; an assistant may have more. */
  private static final int TOOLS = 20;

  /** The least that the original's servers took, and that providers write. */
  private static final int LEAST_TOKENS = 16;

  private static final List<String> WHEN_BUSY =
      Stream.of(WhenBusy.values()).map(busy -> busy.name().toLowerCase(Locale.ROOT)).toList();

  private final Function<String, ContextPolicy> policies;

  /**
   * @param policies reads the written form of a context policy
   */
  public RunRequestWire(Function<String, ContextPolicy> policies) {
    this.policies = policies;
  }

  /**
   * One request.
   *
   * @param thread what the thread is labelled with that is to be made first; null if it is there
   * @param stream whether its events are the answer
   */
  public record Asked(RunRequest run, @Nullable Metadata thread, boolean stream) {}

  /** Of a run on a thread that is there. */
  public Asked read(ObjectNode body) {
    Fields fields = Fields.of(body);
    List<NewMessage> more = fields.list("additional_messages", Limits.BATCH, MessageWire::read);
    String instructions = fields.text("additional_instructions", Limits.INSTRUCTIONS);
    return read(fields, more, instructions, null);
  }

  /** Of a run on a thread that is made for it: what is said there already goes in with the run. */
  public Asked readWithThread(ObjectNode body) {
    Fields fields = Fields.of(body);
    Fields given = fields.object("thread");
    ThreadWire.NewThread thread =
        given == null ? ThreadWire.NewThread.EMPTY : ThreadWire.read(given);
    ResourcesWire.requireEmpty(fields);
    return read(fields, thread.messages(), null, thread.metadata());
  }

  private Asked read(
      Fields fields,
      List<NewMessage> more,
      @Nullable String additionalInstructions,
      @Nullable Metadata thread) {
    AssistantId assistant = Ids.assistant(fields.required("assistant_id"));
    Value tools = fields.value("tools");
    List<ToolDefinition> own = ToolWire.read(fields, TOOLS);
    RunOverrides overrides =
        new RunOverrides(
            SettingsWire.read(fields, fields.bool("parallel_tool_calls")),
            fields.text("instructions", Limits.INSTRUCTIONS),
            additionalInstructions,
            tools == null ? null : own,
            ToolWire.readChoice(fields),
            context(fields),
            new RunBudget(
                fields.integer("max_prompt_tokens", LEAST_TOKENS, Integer.MAX_VALUE),
                fields.integer("max_completion_tokens", LEAST_TOKENS, Integer.MAX_VALUE)));
    Metadata metadata = MetadataWire.read(fields);
    Boolean stream = fields.bool("stream");
    Value busy = fields.value("when_busy");
    fields.end();
    return new Asked(
        new RunRequest(
            assistant,
            more,
            overrides,
            metadata,
            null,
            busy == null ? null : WhenBusy.valueOf(busy.oneOf(WHEN_BUSY).toUpperCase(Locale.ROOT))),
        thread,
        stream != null && stream);
  }

  private @Nullable ContextPolicy context(Fields fields) {
    String policy = TruncationWire.read(fields);
    return policy == null ? null : policies.apply(policy);
  }
}
