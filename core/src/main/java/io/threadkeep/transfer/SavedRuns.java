package io.threadkeep.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.context.Auto;
import io.threadkeep.context.LastMessages;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.RunId;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunBudget;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.Usage;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.transfer.NotCarried.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes our runs of the API's, and tells what of them is of steps too. */
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
    RunSpec spec =
        new RunSpec(
            // The API made assistants for nobody: a run of one that is gone names none.
            ForeignId.assistant(assistant.isEmpty() ? "none of " + saved.id() : assistant),
            saved.text("instructions", Limits.INSTRUCTIONS),
            SavedSettings.settings(saved),
            SavedSettings.tools(saved),
            SavedSettings.toolChoice(saved),
            context(saved),
            saved.metadata(saved.id(), id.value()),
            budget(saved));
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

  static @Nullable Instant first(SavedObject saved, String... fields) {
    return Stream.of(fields)
        .filter(saved::has)
        .map(field -> saved.time(field, Instant.EPOCH))
        .findFirst()
        .orElse(null);
  }

  private static RunBudget budget(SavedObject saved) {
    return new RunBudget(
        budget(saved, "max_prompt_tokens", 1), budget(saved, "max_completion_tokens", 16));
  }

  private static @Nullable Integer budget(SavedObject saved, String field, int least) {
    Double budget = saved.number(field, least, Integer.MAX_VALUE);
    return budget == null ? null : budget.intValue();
  }

  private static String context(SavedObject saved) {
    SavedObject strategy = saved.part("truncation_strategy");
    JsonNode last = strategy.json().path("last_messages");
    if (last.canConvertToInt() && last.intValue() > 0) {
      try {
        return new LastMessages(last.intValue()).spec();
      } catch (InvalidInputException e) {
        saved.lost(Kind.SETTING);
      }
    } else if (!List.of("", "auto").contains(strategy.text("type"))
        || strategy.has("last_messages")) {
      saved.lost(Kind.SETTING);
    }
    return new Auto().spec();
  }

  static Usage usage(SavedObject saved) {
    SavedObject usage = saved.part("usage");
    // The service wrote the one, and its description says the other.
    long cached =
        Math.max(
            usage.part("prompt_token_details").count("cached_tokens"),
            usage.part("prompt_tokens_details").count("cached_tokens"));
    return new Usage(
        usage.count("prompt_tokens"),
        usage.count("completion_tokens"),
        cached,
        usage.part("completion_tokens_details").count("reasoning_tokens"));
  }

  static @Nullable RunError error(SavedObject saved) {
    if (!saved.has("last_error")) {
      return null;
    }
    SavedObject error = saved.part("last_error");
    RunError.Code code =
        switch (error.text("code")) {
          case "rate_limit_exceeded" -> RunError.Code.RATE_LIMIT_EXCEEDED;
          case "invalid_prompt" -> RunError.Code.INVALID_PROMPT;
          case "server_error" -> RunError.Code.SERVER_ERROR;
          default -> {
            saved.lost(Kind.OUTCOME);
            yield RunError.Code.SERVER_ERROR;
          }
        };
    return new RunError(code, error.text("message", Limits.ERROR_MESSAGE));
  }

  private static @Nullable IncompleteReason incomplete(SavedObject saved) {
    return switch (saved.part("incomplete_details").text("reason")) {
      case "max_completion_tokens" -> IncompleteReason.MAX_COMPLETION_TOKENS;
      case "max_prompt_tokens" -> IncompleteReason.MAX_PROMPT_TOKENS;
      case "content_filter" -> IncompleteReason.CONTENT_FILTER;
      case "" -> null;
      default -> {
        saved.lost(Kind.OUTCOME);
        yield null;
      }
    };
  }
}
