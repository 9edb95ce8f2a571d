package io.threadkeep.samples.assistants.inspector;

import io.threadkeep.RunExecutor;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.event.EventBody;
import io.threadkeep.event.RunEvent;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.Message;
import io.threadkeep.run.AnswerConflictException;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.RequiredCall;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunExplanation;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepCall;
import io.threadkeep.run.ToolAnswer;
import io.threadkeep.samples.assistants.view.RunView;
import io.threadkeep.samples.assistants.view.StepView;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.ApiException;
import io.threadkeep.samples.assistants.wire.Fields;
import io.threadkeep.samples.assistants.wire.Value;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells what a run did and was shown, and moves it. */
final class RunDesk {
  private static final int MOST_ANSWERS = 128;
  private static final int MOST_TEXT = 1 << 20;
  private static final int MOST_REASON = 4_000;

  private RunDesk() {}

  /**
   * All about one run.
   *
   * @param required the tool calls that it waits for
   * @param calls its model calls, in order
   */
  record Report(Run run, List<RequiredCall> required, List<CallReport> calls) {}

  /** One model call, what it was shown, and the tools it asked for. */
  record CallReport(RunStep step, List<StepCall> tools) {}

  /**
   * What has happened to a run, but for what it said.
   *
   * @param last the sequence behind which to ask on
   * @param more whether there is more by now
   */
  record Told(List<RunEvent> events, long last, boolean more) {}

  /** The messages that a model was shown, word for word. */
  record Window(List<Message> messages) {}

  static void get(Visit visit) {
    RunExecutor runs = visit.desk().runs();
    RunExplanation explained = runs.explain(visit.run());
    visit.answer(
        new Report(
            explained.run(),
            RunView.required(runs, explained.run()),
            explained.steps().stream()
                .map(step -> new CallReport(step, runs.calls(step)))
                .toList()));
  }

  /** Those behind {@code after}, as far as they are there. */
  static void events(Visit visit) {
    long after = visit.number("after", 0);
    List<RunEvent> read = visit.desk().runs().eventsSoFar(visit.run(), after);
    visit.answer(
        new Told(
            read.stream().filter(event -> !isPiece(event.body())).toList(),
            read.isEmpty() ? after : read.get(read.size() - 1).sequence(),
            read.size() == Limits.PAGE));
  }

  private static boolean isPiece(EventBody body) {
    return body instanceof EventBody.TextDelta
        || body instanceof EventBody.RefusalDelta
        || body instanceof EventBody.ToolCallDelta;
  }

  static void window(Visit visit) {
    Run run = visit.desk().runs().get(visit.run());
    RunStep step = StepView.find(visit.desk(), run, visit.step());
    if (step == null) {
      throw new NotFoundException("run step", visit.step().value());
    }
    visit.answer(new Window(visit.desk().runs().replay(step)));
  }

  static void cancel(Visit visit) {
    visit.requireEmptyBody();
    visit.answer(visit.desk().runs().cancel(visit.run()));
  }

  static void answer(Visit visit) {
    Fields fields = visit.body();
    List<ToolAnswer> answers = fields.list("answers", MOST_ANSWERS, RunDesk::answer);
    fields.end();
    RunExecutor runs = visit.desk().runs();
    try {
      visit.answer(runs.answer(visit.run(), answers));
    } catch (IllegalRunMoveException | AnswerConflictException somebodyElseDid) {
      throw ApiError.badRequest(
              "The run waits for no such answers; it is "
                  + runs.get(visit.run()).status().wireName()
                  + ".")
          .asException();
    }
  }

  /** One of {@code output}, {@code failure}, {@code approve} and {@code deny}. */
  private static ToolAnswer answer(Value value) {
    Fields fields = value.fields();
    String call = fields.required("call_id").words(MOST_REASON);
    String output = fields.text("output", MOST_TEXT);
    String failure = fields.text("failure", MOST_TEXT);
    String reason = fields.text("deny", MOST_REASON);
    Boolean approved = fields.bool("approve");
    fields.end();
    if (Stream.of(output, failure, reason, approved).filter(Objects::nonNull).count() != 1) {
      throw unanswered(value);
    } else if (output != null) {
      return ToolAnswer.output(call, output);
    } else if (failure != null) {
      return new ToolAnswer.Failure(call, failure);
    } else if (reason != null) {
      return ToolAnswer.denial(call, reason);
    } else if (approved != null && approved) {
      return ToolAnswer.approval(call);
    }
    throw unanswered(value);
  }

  private static ApiException unanswered(Value value) {
    return value.invalid("expected one of output, failure, approve and deny.", "invalid_value");
  }
}
