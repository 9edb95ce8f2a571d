package io.threadkeep.storage.memory;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.run.Lease;
import io.threadkeep.run.RunMove;
import io.threadkeep.storage.memory.TwistedStore.Call;
import io.threadkeep.store.RunCommit;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A mistake: a run that has waited for one that is cancelled is not given to any worker. */
final class ForgottenPromotion {

  private ForgottenPromotion() {}

  static void plant(TwistedStore store, Memory memory) {
    store.twist(
        "RunRecords.cancel",
        call -> {
          RunId id = call.argument(1, RunId.class);
          return forgettingTheNext(call, memory, memory.run(call.argument(0, Scope.class), id));
        });
    store.twist(
        "RunQueue.commit",
        call -> {
          HeldRun run = memory.board().find(call.argument(0, Lease.class).runId());
          return run == null || call.argument(1, RunCommit.class).move() != RunMove.CONFIRM_CANCEL
              ? call.proceed()
              : forgettingTheNext(call, memory, run);
        });
  }

  private static @Nullable Object forgettingTheNext(Call call, Memory memory, HeldRun run)
      throws Throwable {
    boolean wasActive = run.isActive();
    Object ended = call.proceed();
    HeldRun next = run.thread().activeRun();
    if (wasActive && next != null && next != run) {
      Instant never = memory.now().plus(Duration.ofDays(1));
      memory.board().change(next, memory.now(), () -> next.parkUntil(never));
    }
    return ended;
  }
}
