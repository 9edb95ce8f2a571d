package io.threadkeep.samples.assistants.wire;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.StepId;
import io.threadkeep.id.ThreadId;
import java.util.function.Function;

/** Ids as callers write them. One of the right kind that cannot be an id stands for nothing. */
public final class Ids {

  private Ids() {}

  public static ThreadId thread(String id) {
    return id("thread", "thread_id", "thread", id, ThreadId::new);
  }

  public static MessageId message(String id) {
    return id("message", "message_id", "msg", id, MessageId::new);
  }

  public static RunId run(String id) {
    return id("run", "run_id", "run", id, RunId::new);
  }

  public static StepId step(String id) {
    return id("run step", "step_id", "step", id, StepId::new);
  }

  public static AssistantId assistant(String id) {
    return id("assistant", "assistant_id", "asst", id, AssistantId::new);
  }

  static AssistantId assistant(Value value) {
    return assistant(value.text(Integer.MAX_VALUE));
  }

  private static <I> I id(
      String kind, String field, String prefix, String id, Function<String, I> read) {
    if (!id.startsWith(prefix)) {
      throw ApiError.badRequest(
              "Invalid '"
                  + field
                  + "': '"
                  + Value.shown(id)
                  + "'. Expected an ID that begins with '"
                  + prefix
                  + "'.",
              field,
              "invalid_value")
          .asException();
    }
    try {
      return read.apply(id);
    } catch (InvalidInputException e) {
      throw ApiError.notFound(kind, Value.shown(id)).asException();
    }
  }
}
