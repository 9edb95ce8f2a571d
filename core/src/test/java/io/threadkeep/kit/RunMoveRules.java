package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.RunCommit;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * RUN-11: of every status and every move, the legal pairs happen, and all others change nothing.
 *
 * <p>Who tries an illegal move is told: a worker that holds a lease, or the owner who brings
 * outputs, by {@link IllegalRunMoveException}; a worker whose run has left it, by {@link
 * LeaseLostException}. A cancellation of what cannot be cancelled returns the run as it is, and the
 * store itself passes such runs over.
 */
interface RunMoveRules extends StoreRules {
  @ContractRule("RUN-11")
  default void legalMovesHappenAndOthersChangeNothing(Trial trial) {
    for (RunStatus status : RunStatus.values()) {
      for (RunMove move : RunMove.values()) {
        Situation situation = Situation.reach(trial, status);
        if (move.mover() == RunMove.Mover.WORKER) {
          tryAsWorker(trial, situation, move);
        } else if (move == RunMove.SUBMIT_OUTPUTS) {
          tryOutputs(trial, situation);
        } else {
          tryByStore(trial, situation, move);
        }
        trial.store().threads().delete(Scopes.ANN, situation.run().threadId());
      }
    }
  }

  private static void tryAsWorker(Trial trial, Situation situation, RunMove move) {
    Run before = situation.run();
    RunCommit commit = RunCommit.of(move).saying(trial.samples().draft("worker's words"));
    ThrowingCallable attempt = () -> trial.store().queue().commit(situation.lease(), commit);
    if (move.isLegalFrom(before.status())) {
      Run after = trial.store().queue().commit(situation.lease(), commit).run();
      assertThat(after.status()).as(pair(before, move)).isEqualTo(move.target());
      assertThat(trial.reread(before)).as(pair(before, move)).isEqualTo(after);
      return;
    }
    if (Situation.LEASED.contains(before.status())) {
      assertIllegal(before, move, attempt);
    } else {
      assertThatExceptionOfType(LeaseLostException.class)
          .as(pair(before, move))
          .isThrownBy(attempt)
          .satisfies(e -> assertThat(e.lease()).isEqualTo(situation.lease()));
    }
    assertUnchanged(trial, before, move);
  }

  private static void tryOutputs(Trial trial, Situation situation) {
    Run before = situation.run();
    RunMove move = RunMove.SUBMIT_OUTPUTS;
    List<MessageDraft> outputs =
        List.of(
            trial
                .samples()
                .draft(NewMessage.of(Role.TOOL, new ContentPart.ToolResult("c", "out", false))));
    if (move.isLegalFrom(before.status())) {
      Run after =
          trial
              .store()
              .runs()
              .submitOutputs(
                  Scopes.ANN, before.id(), before.progress().advances(), outputs, List.of());
      assertThat(after.status()).as(pair(before, move)).isEqualTo(move.target());
      return;
    }
    assertIllegal(
        before,
        move,
        () ->
            trial
                .store()
                .runs()
                .submitOutputs(
                    Scopes.ANN, before.id(), before.progress().advances(), outputs, List.of()));
    assertUnchanged(trial, before, move);
  }

  /** The owner's cancel and the store's own moves: one call serves several, the status decides. */
  private static void tryByStore(Trial trial, Situation situation, RunMove move) {
    Run before = situation.run();
    Set<RunMove> served =
        switch (move) {
          case CANCEL, REQUEST_CANCEL -> {
            trial.store().runs().cancel(Scopes.ANN, before.id());
            yield EnumSet.of(RunMove.CANCEL, RunMove.REQUEST_CANCEL);
          }
          case CLAIM -> {
            trial.store().queue().claim(Samples.WORKER, 10);
            yield EnumSet.of(RunMove.CLAIM);
          }
          case REAP, REAP_CANCELLED -> {
            trial.pass(Samples.LEASE.plusMillis(1));
            trial.store().queue().reap(Integer.MAX_VALUE, 10);
            yield EnumSet.of(RunMove.REAP, RunMove.REAP_CANCELLED);
          }
          case GIVE_UP -> {
            trial.pass(Samples.LEASE.plusMillis(1));
            trial.store().queue().reap(1, 10);
            yield EnumSet.of(RunMove.GIVE_UP, RunMove.REAP_CANCELLED);
          }
          case EXPIRE -> {
            trial.pass(Samples.RUN_TIME.plusMillis(1));
            trial.store().queue().reap(Integer.MAX_VALUE, 10);
            yield EnumSet.of(RunMove.EXPIRE);
          }
          case WITHDRAW -> {
            trial.store().threads().delete(Scopes.ANN, before.threadId(), Duration.ofDays(1));
            trial.store().threads().restore(Scopes.ANN, before.threadId());
            yield EnumSet.of(RunMove.WITHDRAW);
          }
          default -> throw new AssertionError("No call makes " + move);
        };
    List<RunMove> legal = served.stream().filter(one -> one.isLegalFrom(before.status())).toList();
    if (legal.isEmpty()) {
      assertUnchanged(trial, before, move);
    } else {
      assertThat(trial.reread(before).status())
          .as(pair(before, move))
          .isEqualTo(legal.get(0).target());
    }
  }

  private static void assertIllegal(Run before, RunMove move, ThrowingCallable attempt) {
    assertThatExceptionOfType(IllegalRunMoveException.class)
        .as(pair(before, move))
        .isThrownBy(attempt)
        .satisfies(
            e -> {
              assertThat(e.runId()).isEqualTo(before.id());
              assertThat(e.move()).isEqualTo(move);
              assertThat(e.status()).isEqualTo(before.status());
            });
  }

  private static void assertUnchanged(Trial trial, Run before, RunMove move) {
    assertThat(trial.reread(before)).as(pair(before, move)).isEqualTo(before);
    assertThat(trial.store().messages().before(Scopes.ANN, before.threadId(), 100, 100))
        .as(pair(before, move))
        .hasSize(1);
  }

  private static String pair(Run before, RunMove move) {
    return move + " from " + before.status();
  }
}
