package io.threadkeep.transfer;

import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.transfer.NotCarried.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes our steps of the API's. */
final class SavedSteps {

  private SavedSteps() {}

  static RunStep step(SavedObject saved, Run run) {
    Instant created = saved.time("created_at", run.times().createdAt());
    if (!ForeignId.step(saved.id()).value().equals(saved.id())) {
      saved.lost(Kind.NEW_ID);
    }
    if (!saved.json().path("metadata").isEmpty()) {
      saved.lost(Kind.CUT);
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
            SavedRuns.usage(saved),
            SavedRuns.error(saved),
            SavedRuns.first(saved, "completed_at", "failed_at", "cancelled_at", "expired_at")));
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
    if (!List.of("", "message_creation", "tool_calls").contains(details.text("type"))) {
      saved.lost(Kind.OUTCOME);
    }
    List<StepDetails.RecordedCall> calls = new ArrayList<>();
    int left = Limits.RECORDED_CALLS_BYTES;
    for (SavedObject call : details.parts("tool_calls")) {
      if (calls.size() == Limits.RECORDED_CALLS) {
        saved.lost(Kind.CUT);
        break;
      }
      StepDetails.RecordedCall cut = fitting(call, left);
      left -= bytes(cut.input()) + bytes(cut.output());
      calls.add(cut);
    }
    return calls.isEmpty() ? new StepDetails.NoAnswer() : new StepDetails.RecordedCalls(calls);
  }

  /** Of what the API gave, as much as a step still has room for. */
  private static StepDetails.RecordedCall fitting(SavedObject saved, int most) {
    Call call = call(saved);
    String input = Text.truncateUtf8(call.input(), most);
    String output = call.output();
    String cut = output == null ? null : Text.truncateUtf8(output, most - bytes(input));
    if (!input.equals(call.input()) || !Objects.equals(cut, output)) {
      saved.lost(Kind.CUT);
    }
    return new StepDetails.RecordedCall(
        saved.text("id", Limits.CALL_ID), tool(saved, call), input, cut);
  }

  private static String tool(SavedObject saved, Call call) {
    if (call.tool().length() > Limits.TOOL_NAME) {
      saved.lost(Kind.CUT);
    }
    return Text.truncate(call.tool(), Limits.TOOL_NAME);
  }

  private static int bytes(@Nullable String text) {
    return text == null ? 0 : (int) Text.utf8Length(text);
  }

  /** However long. */
  private record Call(String tool, String input, @Nullable String output) {}

  private static Call call(SavedObject call) {
    String type = call.text("type");
    SavedObject what = call.part(type);
    return switch (type) {
      case "function" ->
          new Call(what.text("name"), what.text("arguments"), what.optionalText("output"));
      case "code_interpreter" -> {
        for (SavedObject output : what.parts("outputs")) {
          if (output.text("type").equals("image")) {
            call.lost(Kind.CODE_INTERPRETER_IMAGE, output.part("image").text("file_id"));
          }
        }
        yield new Call(type, what.text("input"), what.optionalText("outputs"));
      }
      case "file_search" ->
          new Call(type, what.text("ranking_options"), what.optionalText("results"));
      default -> {
        call.lost(Kind.HOSTED_TOOL);
        yield new Call(type, Text.sanitise(what.json().toString()), null);
      }
    };
  }
}
