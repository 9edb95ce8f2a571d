package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;

import io.threadkeep.event.EventBody;
import io.threadkeep.id.MessageId;
import io.threadkeep.kit.Trial;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** What a run tells while it is at work. */
final class EventOperations {

  private EventOperations() {}

  static Stream<Operation> all() {
    return Stream.of(
        Operation.of(
                "RunQueue.publish",
                "of two runs, behind what is there, and of one that is lost",
                t -> {
                  LeasedRun one = t.submitAndClaim();
                  publish(t, one, told(t, 0, "The", " capital"));
                  LeasedRun other = t.submitAndClaim();
                  LeasedRun lost = t.submitAndClaim();
                  t.commit(lost, RunCommit.of(RunMove.COMPLETE));
                  Map<Lease, NewEvents> events =
                      Map.of(
                          one.lease(), told(t, 2, " of", " France"),
                          other.lease(), told(t, 0, "It"),
                          lost.lease(), told(t, 0, "Too late"));
                  return () -> t.store().queue().publish(events);
                })
            .leaves("tk_events", 3),
        Operation.of(
                "RunQueue.commit",
                "a failure with its step and the rest of the events",
                t -> {
                  LeasedRun leased = t.submitAndClaim();
                  publish(t, leased, told(t, 0, "The", " capital"));
                  RunStep step = t.samples().step(leased.run().id());
                  RunCommit commit =
                      RunCommit.of(RunMove.FAIL)
                          .with(step, step.usage())
                          .telling(told(t, 0, "The", " capital", " of"));
                  return () -> t.commit(leased, commit);
                })
            .leaves("tk_steps", 1)
            .leaves("tk_events", 2),
        Operation.of(
                "RunRecords.events",
                "from within what was stored together",
                t -> {
                  LeasedRun leased = t.submitAndClaim();
                  publish(t, leased, told(t, 0, "The", " capital", " of"));
                  return () -> t.store().runs().events(ANN, leased.run().id(), 1, 10);
                })
            .leaves("tk_events", 1),
        Operation.of(
                "RunQueue.forgetEvents",
                "of a run that ended long ago",
                t -> {
                  LeasedRun leased = t.submitAndClaim();
                  publish(t, leased, told(t, 0, "The", " capital"));
                  t.commit(leased, RunCommit.of(RunMove.COMPLETE));
                  t.pass(Duration.ofHours(25));
                  return () -> t.store().queue().forgetEvents(Duration.ofHours(24), 10);
                })
            .leaves("tk_runs", 1)
            .untold());
  }

  private static NewEvents told(Trial t, long after, String... pieces) {
    MessageId message = t.samples().ids().message();
    return new NewEvents(
        after,
        Stream.of(pieces)
            .<EventBody>map(piece -> new EventBody.TextDelta(message, piece))
            .toList());
  }

  private static void publish(Trial t, LeasedRun leased, NewEvents events) {
    t.store().queue().publish(Map.of(leased.lease(), events));
  }
}
