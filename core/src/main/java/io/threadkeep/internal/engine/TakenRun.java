package io.threadkeep.internal.engine;

import io.threadkeep.run.Run;
import io.threadkeep.store.SubmittedRun;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A run that was submitted here.
 *
 * @param attempt what comes of the attempt that was begun here at once; null if none was
 */
public record TakenRun(SubmittedRun submitted, @Nullable CompletableFuture<RunOutcome> attempt) {
  public Run run() {
    return submitted.run();
  }
}
