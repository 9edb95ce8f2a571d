package io.threadkeep.transfer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.context.PromptSizes;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.RunTimes;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One line of a file. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Line.Header.class, name = "header"),
  @JsonSubTypes.Type(value = Line.ThreadStart.class, name = "thread"),
  @JsonSubTypes.Type(value = Line.OfMessage.class, name = "message"),
  @JsonSubTypes.Type(value = Line.OfAssistant.class, name = "assistant"),
  @JsonSubTypes.Type(value = Line.OfRun.class, name = "run"),
  @JsonSubTypes.Type(value = Line.OfStep.class, name = "step"),
  @JsonSubTypes.Type(value = Line.Check.class, name = "check"),
  @JsonSubTypes.Type(value = Line.ThreadEnd.class, name = "thread_end"),
  @JsonSubTypes.Type(value = Line.End.class, name = "end")
})
sealed interface Line {
  String FORMAT = "threadkeep-export";
  int VERSION = 1;

  record Header(String format, int version, String madeBy, Instant madeAt, Scope scope)
      implements Line {
    static Header now(Instant madeAt, Scope scope) {
      return new Header(
          FORMAT, VERSION, "Threadkeep", madeAt.truncatedTo(ChronoUnit.MICROS), scope);
    }
  }

  /**
   * A fork's messages all follow, those that it shares too.
   *
   * @param state null in files of earlier versions: active
   * @param activeAt as {@link ChatThread#activeAt}; null in files of earlier versions
   */
  record ThreadStart(
      ThreadId id,
      @Nullable String user,
      Metadata metadata,
      Instant createdAt,
      @Nullable ThreadState state,
      @Nullable Instant activeAt,
      @Nullable ForkPoint forkedFrom)
      implements Line {
    static ThreadStart of(ChatThread thread) {
      return new ThreadStart(
          thread.id(),
          thread.owner().user(),
          thread.metadata(),
          thread.createdAt(),
          thread.state(),
          thread.activeAt(),
          thread.forkedFrom());
    }

    /**
     * Without any messages yet.
     *
     * @throws InvalidInputException if there can be no such thread
     */
    ChatThread in(String tenant) {
      if (state == ThreadState.DELETED) {
        throw new InvalidInputException("state", "active or archived", "deleted");
      }
      return new ChatThread(
          id,
          new Scope(tenant, user),
          metadata,
          0,
          createdAt,
          state == null ? ThreadState.ACTIVE : state,
          activeAt == null || activeAt.isBefore(createdAt) ? createdAt : activeAt,
          forkedFrom);
    }
  }

  record OfMessage(
      long position,
      MessageId id,
      NewMessage body,
      @Nullable RunId runId,
      @Nullable AssistantId assistantId,
      @Nullable IncompleteReason incomplete,
      int tokens,
      Instant createdAt)
      implements Line {
    static OfMessage of(Message message) {
      Origin origin = message.origin();
      return new OfMessage(
          message.position(),
          message.id(),
          message.draft().body(),
          origin.runId(),
          origin.assistantId(),
          origin.incomplete(),
          message.tokens(),
          message.createdAt());
    }

    /** With tokens as they are counted here, whatever the file says. */
    Message in(ThreadId thread, PromptSizes sizes) {
      Origin origin = new Origin(runId, assistantId, incomplete);
      return new Message(
          thread,
          position,
          new MessageDraft(id, body, origin, sizes.message(body.content()), createdAt));
    }
  }

  record OfAssistant(Assistant assistant) implements Line {}

  record OfRun(RunId id, RunSpec spec, RunProgress progress, RunTimes times) implements Line {
    static OfRun of(Run run) {
      return new OfRun(run.id(), run.spec(), run.progress(), run.times());
    }

    Run in(ChatThread thread) {
      return new Run(id, thread.id(), thread.owner(), spec, progress, times);
    }
  }

  record OfStep(RunStep step) implements Line {}

  /** The file has been right so far. */
  record Check(long lines, String sha256) implements Line {}

  /**
   * @param activeRuns that were left out
   * @param whole false if the thread was deleted while it was written
   */
  record ThreadEnd(
      ThreadId id,
      long messages,
      long runs,
      long steps,
      long activeRuns,
      boolean whole,
      long lines,
      String sha256)
      implements Line {}

  record End(TransferCounts totals) implements Line {}
}
