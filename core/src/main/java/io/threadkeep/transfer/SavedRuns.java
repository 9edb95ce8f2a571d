package io.threadkeep.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.id.RunId;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.transfer.NotCarried.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes our runs and steps of the API's. */
final class SavedRuns {
  /** How long the API gave a run. */
  private static final Duration TIME = Duration.ofMinutes(10);

  private SavedRuns() {}

  /**
   * @param saved one that has ended
   * @param pinnedEnd where the log ended when it began
   */
  static Run run(SavedObject saved, ChatThread thread, long pinnedEnd) {
    RunId id = ForeignId.run(saved.id());
    String assistant = saved.text("assistant_id");
    saved.tellOfResources();
    for (String budget : List.of("max_prompt_tokens", "max_completion_tokens")) {
      if (saved.has(budget)) {
        saved.lost(Kind.SETTING);
      }
    }
    RunSpec spec =
        new RunSpec(
            // The API made assistants for nobody: a run of one that is gone names none.
            ForeignId.assistant(assistant.isEmpty() ? "none of " + saved.id() : assistant),
            saved.text("instructions", Limits.INSTRUCTIONS),
            SavedSettings.settings(saved),
            SavedSettings.tools(saved),
            SavedSettings.toolChoice(saved),
            context(saved),
            saved.metadata(saved.id(), id.value()));
    RunProgress progress =
        new RunProgress(
            RunStatus.valueOf(saved.text("status").toUpperCase(Locale.ROOT)),
            pinnedEnd,
            1,
            0,
            usage(saved),
            error(saved),
            incomplete(saved));
    return new Run(id, thread.id(), thread.owner(), spec, progress, times(saved, thread));
  }

  private static RunTimes times(SavedObject saved, ChatThread thread) {
    Instant created = saved.time("created_at", thread.createdAt());
    Instant expires = saved.optionalTime("expires_at");
    Instant started = saved.optionalTime("started_at");
    Instant ended =
        first(saved, "completed_at", "failed_at", "cancelled_at", "expired_at", "expires_at");
    return new RunTimes(
        created,
        expires == null ? created.plus(TIME) : expires,
        started,
        ended == null ? (started == null ? created : started) : ended);
  }

  private static @Nullable Instant first(SavedObject saved, String... fields) {
    return Stream.of(fields)
        .filter(saved::has)
        .map(field -> saved.time(field, Instant.EPOCH))
        .findFirst()
        .orElse(null);
  }

  private static String context(SavedObject saved) {
    JsonNode last = saved.json().path("truncation_strategy").path("last_messages");
    return last.canConvertToInt() && last.intValue() > 0
        ? "last-messages(" + last.intValue() + ")"
        : "everything";
  }

  private static Usage usage(SavedObject saved) {
    SavedObject usage = saved.part("usage");
    long cached =
        usage.part("prompt_token_details").count("cached_tokens")
            + usage.part("prompt_tokens_details").count("cached_tokens");
    return new Usage(
        usage.count("prompt_tokens"),
        usage.count("completion_tokens"),
        cached,
        usage.part("completion_tokens_details").count("reasoning_tokens"));
  }

  private static @Nullable RunError error(SavedObject saved) {
    if (!saved.has("last_error")) {
      return null;
    }
    SavedObject error = saved.part("last_error");
    RunError.Code code =
        switch (error.text("code")) {
          case "rate_limit_exceeded" -> RunError.Code.RATE_LIMIT_EXCEEDED;
          case "invalid_prompt" -> RunError.Code.INVALID_PROMPT;
          default -> RunError.Code.SERVER_ERROR;
        };
    return new RunError(code, error.text("message"));
  }

  private static @Nullable IncompleteReason incomplete(SavedObject saved) {
    return switch (saved.part("incomplete_details").text("reason")) {
      case "max_completion_tokens" -> IncompleteReason.MAX_COMPLETION_TOKENS;
      case "max_prompt_tokens" -> IncompleteReason.MAX_PROMPT_TOKENS;
      case "content_filter" -> IncompleteReason.CONTENT_FILTER;
      default -> null;
    };
  }

  static RunStep step(SavedObject saved, Run run) {
    Instant created = saved.time("created_at", run.times().createdAt());
    if (!ForeignId.step(saved.id()).value().equals(saved.id())) {
      saved.lost(Kind.NEW_ID);
    }
    return new RunStep(
        ForeignId.step(saved.id()),
        run.id(),
        1,
        created,
        null,
        new RunStep.Outcome(
            status(saved),
            details(saved),
            usage(saved),
            error(saved),
            first(saved, "completed_at", "failed_at", "cancelled_at", "expired_at")));
  }

  /** What was under way when its run ended came to nothing. */
  private static StepStatus status(SavedObject saved) {
    return switch (saved.text("status")) {
      case "completed" -> StepStatus.COMPLETED;
      case "failed" -> StepStatus.FAILED;
      case "expired" -> StepStatus.EXPIRED;
      case "cancelled" -> StepStatus.CANCELLED;
      default -> {
        saved.lost(Kind.UNFINISHED);
        yield StepStatus.CANCELLED;
      }
    };
  }

  private static StepDetails details(SavedObject saved) {
    SavedObject details = saved.part("step_details");
    String message = details.part("message_creation").text("message_id");
    if (!message.isEmpty()) {
      return new StepDetails.MessageCreation(ForeignId.message(message));
    }
    List<StepDetails.RecordedCall> calls = new ArrayList<>();
    for (SavedObject call : details.parts("tool_calls")) {
      calls.add(call(call));
    }
    return calls.isEmpty() ? new StepDetails.NoAnswer() : new StepDetails.RecordedCalls(calls);
  }

  private static StepDetails.RecordedCall call(SavedObject call) {
    String id = call.text("id");
    String type = call.text("type");
    SavedObject what = call.part(type);
    return switch (type) {
      case "function" ->
          new StepDetails.RecordedCall(
              id, what.text("name"), what.text("arguments"), what.optionalText("output"));
      case "code_interpreter" -> {
        for (SavedObject output : what.parts("outputs")) {
          if (output.text("type").equals("image")) {
            call.lost(Kind.CODE_INTERPRETER_IMAGE, output.part("image").text("file_id"));
          }
        }
        yield new StepDetails.RecordedCall(
            id, type, what.text("input"), what.optionalText("outputs"));
      }
      case "file_search" ->
          new StepDetails.RecordedCall(
              id, type, what.text("ranking_options"), what.optionalText("results"));
      default -> {
        call.lost(Kind.HOSTED_TOOL);
        yield new StepDetails.RecordedCall(id, type, what.json().toString(), null);
      }
    };
  }
}
