package io.threadkeep.kit;

import io.threadkeep.context.LeftOut;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.thread.ChatThread;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What has been somewhere before: messages in their places, and runs that are over. */
public final class Restorable {

  private Restorable() {}

  /** At the positions {@code first} to {@code last}; some of callers, some of runs. */
  public static List<Message> messages(Trial trial, ChatThread thread, long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(position -> new Message(thread.id(), position, draft(trial, position)))
        .toList();
  }

  private static MessageDraft draft(Trial trial, long position) {
    Samples samples = trial.samples();
    Origin origin =
        position % 3 != 0
            ? Origin.CALLER
            : new Origin(
                samples.ids().run(), samples.ids().assistant(), IncompleteReason.CONTENT_FILTER);
    NewMessage body = NewMessage.assistant("words " + position);
    return new MessageDraft(
        samples.ids().message(),
        body,
        origin,
        LogFixture.SIZES.message(body.content()),
        trial.clock().instant().minusSeconds(1_000 - position).minusNanos(1_000));
  }

  /** A run of the thread that came to this end. */
  public static Run run(Trial trial, ChatThread thread, RunStatus status) {
    Instant created = trial.clock().instant().minusSeconds(600);
    trial.pass(Samples.LEASE.dividedBy(30));
    return as(
        new Run(
            trial.samples().ids().run(),
            thread.id(),
            thread.owner(),
            trial.samples().spec(),
            new RunProgress(status, 3, 2, 1, new Usage(11, 5, 3, 2), null, null),
            new RunTimes(created, created.plusSeconds(60), created.plusNanos(1_000), null)),
        status);
  }

  /** The same run, had it come to this end. */
  public static Run as(Run run, RunStatus status) {
    RunProgress was = run.progress();
    RunTimes times = run.times();
    return new Run(
        run.id(),
        run.threadId(),
        run.owner(),
        run.spec(),
        new RunProgress(
            status,
            was.pinnedEnd(),
            was.attempts(),
            was.advances(),
            was.usage(),
            status == RunStatus.FAILED ? new RunError(RunError.Code.TIMEOUT, "Too long.") : null,
            status == RunStatus.INCOMPLETE ? IncompleteReason.MAX_COMPLETION_TOKENS : null),
        new RunTimes(
            times.createdAt(),
            times.expiresAt(),
            times.startedAt(),
            times.createdAt().plusSeconds(7)));
  }

  /** Of every kind in turn. */
  public static List<RunStep> steps(Trial trial, Run run, int count) {
    return Stream.iterate(0, n -> n + 1).limit(count).map(n -> step(trial, run, n)).toList();
  }

  private static RunStep step(Trial trial, Run run, int n) {
    Samples samples = trial.samples();
    Instant at = run.times().createdAt().plusSeconds(n);
    StepDetails details =
        switch (n % 3) {
          case 0 -> new StepDetails.MessageCreation(samples.ids().message());
          case 1 ->
              new StepDetails.ToolCalls(
                  samples.ids().message(),
                  List.of("call-1", "call-2"),
                  List.of(
                      new StepDetails.AwaitedCall(
                          "call-1", StepDetails.AwaitedCall.Wanted.APPROVAL)),
                  List.of("call-2"));
          default -> new StepDetails.NoAnswer();
        };
    return new RunStep(
        samples.ids().step(),
        run.id(),
        n + 1,
        at,
        n % 2 == 0 ? samples.manifest() : null,
        new RunStep.Outcome(
            n % 3 == 2 ? StepStatus.FAILED : StepStatus.COMPLETED,
            details,
            new Usage(n, 2L * n, 0, 1),
            n % 3 == 2
                ? new RunError(RunError.Code.SERVER_ERROR, LeftOut.Reason.LATER.name())
                : null,
            at.plusMillis(12)));
  }
}
