package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.id.StepId;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.ToolCallState;
import io.threadkeep.store.ToolCallTimes;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.tool.ToolOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * TOOL-1 to TOOL-8: what is known of a tool call's effect.
 *
 * <ol>
 *   <li>A call is new to the lease that begins it, however often, until it has ended.
 *   <li>What has ended is replayed, word for word, to this lease and all later ones.
 *   <li>What an earlier lease has begun and not ended is unknown, until it is begun again.
 *   <li>The first output stays, and only what was begun can end.
 *   <li>A lease that no longer opens the run learns nothing and changes nothing.
 *   <li>Calls are told apart by run, step and id; thread and calls go together.
 *   <li>Eight threads at once change nothing of all that.
 *   <li>Their owner sees when the calls of a step were begun by the newest lease, and when ended.
 * </ol>
 */
interface ToolLedgerRules extends StoreRules {
  Duration SECOND = Duration.ofSeconds(1);
  ToolCallState NEW = new ToolCallState.New();
  ToolCallState UNKNOWN = new ToolCallState.Unknown();

  @ContractRule("TOOL-1")
  default void aCallIsNewToTheLeaseThatBeginsIt(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    StepId step = trial.samples().ids().step();
    for (int n = 0; n < 3; n++) {
      assertThat(begin(trial, leased, step, "call")).isEqualTo(NEW);
      assertThat(beginAgain(trial, leased, step, "call")).isEqualTo(NEW);
    }
    trial.store().runs().cancel(Scopes.ANN, leased.run().id());
    assertThat(begin(trial, leased, step, "call")).isEqualTo(NEW);
    end(trial, leased, step, "call", ToolOutput.of("out"));
    assertThat(begin(trial, leased, step, "call")).isEqualTo(ended("out"));
  }

  @ContractRule("TOOL-2")
  default void whatHasEndedIsReplayed(Trial trial) {
    LeasedRun first = trial.submitAndClaim();
    StepId step = trial.samples().ids().step();
    List<ToolOutput> outputs = new ArrayList<>();
    HostileText.ALL.forEach(text -> outputs.add(ToolOutput.of(text)));
    outputs.add(ToolOutput.of("x".repeat(1_000_000)));
    outputs.add(ToolOutput.failed("The tool failed."));
    for (ToolOutput output : outputs) {
      String callId = "call-" + outputs.indexOf(output);
      assertThat(begin(trial, first, step, callId)).isEqualTo(NEW);
      end(trial, first, step, callId, output);
    }
    LeasedRun second = next(trial, first);
    for (ToolOutput output : outputs) {
      String callId = "call-" + outputs.indexOf(output);
      assertThat(begin(trial, second, step, callId)).isEqualTo(new ToolCallState.Ended(output));
      assertThat(beginAgain(trial, second, step, callId))
          .isEqualTo(new ToolCallState.Ended(output));
    }
  }

  @ContractRule("TOOL-3")
  default void whatAnEarlierLeaseHasBegunIsUnknown(Trial trial) {
    LeasedRun first = trial.submitAndClaim();
    StepId step = trial.samples().ids().step();
    List.of("told", "repeated").forEach(callId -> begin(trial, first, step, callId));
    LeasedRun second = next(trial, first);
    assertThat(begin(trial, second, step, "told")).isEqualTo(UNKNOWN);
    assertThat(begin(trial, second, step, "told")).isEqualTo(UNKNOWN);
    end(trial, second, step, "told", ToolOutput.failed("Nobody knows."));
    assertThat(beginAgain(trial, second, step, "repeated")).isEqualTo(NEW);
    assertThat(begin(trial, second, step, "repeated")).isEqualTo(NEW);
    assertThat(begin(trial, second, step, "never seen")).isEqualTo(NEW);

    trial.pass(Samples.LEASE.plusMillis(1));
    trial.store().queue().reap(10, 10);
    LeasedRun third = trial.claim();
    assertThat(begin(trial, third, step, "told"))
        .isEqualTo(new ToolCallState.Ended(ToolOutput.failed("Nobody knows.")));
    assertThat(begin(trial, third, step, "repeated")).isEqualTo(UNKNOWN);
    assertThat(begin(trial, third, step, "never seen")).isEqualTo(UNKNOWN);
  }

  @ContractRule("TOOL-4")
  default void theFirstOutputStays(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    StepId step = trial.samples().ids().step();
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> end(trial, leased, step, "call", ToolOutput.of("out of nowhere")))
        .withMessageContaining("'call'")
        .withMessageContaining(step.value());
    assertThat(begin(trial, leased, step, "call")).isEqualTo(NEW);
    for (ToolOutput output :
        List.of(ToolOutput.of("first"), ToolOutput.of("first"), ToolOutput.failed("second"))) {
      end(trial, leased, step, "call", output);
      assertThat(begin(trial, leased, step, "call")).isEqualTo(ended("first"));
    }
  }

  @ContractRule("TOOL-5")
  default void aLostLeaseLearnsNothingAndChangesNothing(Trial trial) {
    LeasedRun stale = trial.submitAndClaim();
    StepId step = trial.samples().ids().step();
    begin(trial, stale, step, "begun");
    begin(trial, stale, step, "ended");
    end(trial, stale, step, "ended", ToolOutput.of("out"));
    trial.commit(stale, RunCommit.of(RunMove.RETRY));
    assertLost(trial, stale, step);
    LeasedRun current = trial.claim();
    assertLost(trial, stale, step);
    assertThat(begin(trial, current, step, "begun")).isEqualTo(UNKNOWN);
    assertThat(begin(trial, current, step, "ended")).isEqualTo(ended("out"));
    assertThat(begin(trial, current, step, "fresh")).isEqualTo(NEW);
    beginAgain(trial, current, step, "begun");
    assertLost(trial, stale, step);
    assertThat(begin(trial, current, step, "begun")).isEqualTo(NEW);
    trial.commit(current, RunCommit.of(RunMove.COMPLETE));
    assertLost(trial, current, step);
  }

  @ContractRule("TOOL-6")
  default void callsAreToldApartAndGoWithTheirThread(Trial trial) {
    LeasedRun one = trial.submitAndClaim();
    LeasedRun two = trial.submitAndClaim();
    StepId step = trial.samples().ids().step();
    begin(trial, one, step, "call");
    end(trial, one, step, "call", ToolOutput.of("out"));
    List<String> others = List.of("Call", "call ", "c\u00E0ll", "x".repeat(128));
    for (String other : others) {
      assertThat(begin(trial, one, step, other)).as(other).isEqualTo(NEW);
    }
    assertThat(begin(trial, one, trial.samples().ids().step(), "call")).isEqualTo(NEW);
    assertThat(begin(trial, two, step, "call")).isEqualTo(NEW);

    trial.store().threads().delete(Scopes.ANN, one.run().threadId());
    assertLost(trial, one, step);
    end(trial, two, step, "call", ToolOutput.of("of two"));
    assertThat(begin(trial, two, step, "call")).isEqualTo(ended("of two"));
    // Nothing of the old run may show when one with the same id is made.
    ChatThread thread = trial.startThread();
    RunSubmission fresh = trial.samples().submission(thread.id(), List.of());
    trial.submit(
        thread,
        new RunSubmission(
            one.run().id(),
            thread.id(),
            fresh.messages(),
            fresh.spec(),
            fresh.createdAt(),
            fresh.expiresIn(),
            fresh.admission(),
            null,
            null));
    assertThat(begin(trial, trial.claim(), step, "call")).isEqualTo(NEW);
  }

  @ContractRule("TOOL-7")
  default void eightThreadsAtOnceChangeNothingOfThat(Trial trial) {
    LeasedRun first = trial.submitAndClaim();
    StepId step = trial.samples().ids().step();
    for (int n = 0; n < 5; n++) {
      String shared = "shared-" + n;
      assertThat(atOnce(i -> begin(trial, first, step, shared))).containsOnly(NEW);
      assertThat(atOnce(i -> begin(trial, first, step, shared + "-" + i))).containsOnly(NEW);
      atOnce(
          i -> {
            end(trial, first, step, shared, ToolOutput.of("out " + i));
            return begin(trial, first, step, shared);
          });
    }
    LeasedRun second = next(trial, first);
    for (int n = 0; n < 5; n++) {
      String shared = "shared-" + n;
      List<ToolCallState> ended = atOnce(i -> begin(trial, second, step, shared));
      assertThat(ended).hasOnlyElementsOfType(ToolCallState.Ended.class);
      assertThat(ended.stream().distinct()).hasSize(1);
      assertThat(atOnce(i -> begin(trial, second, step, shared + "-" + i))).containsOnly(UNKNOWN);
      assertThat(atOnce(i -> beginAgain(trial, second, step, shared + "-0"))).containsOnly(NEW);
    }
  }

  @ContractRule("TOOL-8")
  default void itsOwnerSeesWhenACallWasBegunAndEnded(Trial trial) {
    LeasedRun first = trial.submitAndClaim();
    StepId step = trial.samples().ids().step();
    Instant start = trial.clock().instant();
    begin(trial, first, step, "left");
    begin(trial, first, step, "repeated");
    trial.pass(SECOND);
    begin(trial, first, step, "ended");
    begin(trial, first, step, "left");
    begin(trial, first, trial.samples().ids().step(), "elsewhere");
    trial.pass(SECOND);
    end(trial, first, step, "ended", ToolOutput.of("out"));
    LeasedRun second = next(trial, first);
    Instant later = trial.clock().instant();
    begin(trial, second, step, "left");
    beginAgain(trial, second, step, "repeated");
    trial.pass(SECOND);
    beginAgain(trial, second, step, "repeated");
    end(trial, second, step, "ended", ToolOutput.of("late"));
    assertThat(trial.store().toolCalls().times(Scopes.ANN, first.run().id(), step))
        .containsOnly(
            Map.entry("left", new ToolCallTimes(start, null)),
            Map.entry("repeated", new ToolCallTimes(later, null)),
            Map.entry(
                "ended", new ToolCallTimes(start.plus(SECOND), start.plus(SECOND).plus(SECOND))));
  }

  /** A call of one of eight threads. */
  interface Numbered {
    ToolCallState call(int thread);
  }

  private static List<ToolCallState> atOnce(Numbered work) {
    List<Callable<ToolCallState>> calls = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      int thread = n;
      calls.add(() -> work.call(thread));
    }
    return Race.values(Race.among(calls));
  }

  private static ToolCallState begin(Trial trial, LeasedRun leased, StepId step, String callId) {
    return trial.store().toolCalls().begin(leased.lease(), step, callId);
  }

  private static ToolCallState beginAgain(
      Trial trial, LeasedRun leased, StepId step, String callId) {
    return trial.store().toolCalls().beginAgain(leased.lease(), step, callId);
  }

  private static void end(
      Trial trial, LeasedRun leased, StepId step, String callId, ToolOutput output) {
    trial.store().toolCalls().end(leased.lease(), step, callId, output);
  }

  private static ToolCallState ended(String text) {
    return new ToolCallState.Ended(ToolOutput.of(text));
  }

  /** The same run, taken from a worker that is dead. */
  private static LeasedRun next(Trial trial, LeasedRun dead) {
    trial.pass(Samples.LEASE.plusMillis(1));
    trial.store().queue().reap(10, 10);
    LeasedRun next = trial.claim();
    assertThat(next.run().id()).isEqualTo(dead.run().id());
    return next;
  }

  private static void assertLost(Trial trial, LeasedRun lost, StepId step) {
    for (String callId : List.of("begun", "ended", "fresh")) {
      List<ThrowingCallable> attempts =
          List.of(
              () -> begin(trial, lost, step, callId),
              () -> beginAgain(trial, lost, step, callId),
              () -> end(trial, lost, step, callId, ToolOutput.of("a ghost's output")));
      for (ThrowingCallable attempt : attempts) {
        assertThatExceptionOfType(LeaseLostException.class)
            .isThrownBy(attempt)
            .satisfies(e -> assertThat(e.lease()).isEqualTo(lost.lease()));
      }
    }
  }
}
