package io.threadkeep.samples.assistants.stream;

import io.threadkeep.RunExecutor;
import io.threadkeep.error.Retryable;
import io.threadkeep.event.Listening;
import io.threadkeep.event.RunEvent;
import io.threadkeep.event.RunListener;
import io.threadkeep.id.RunId;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has a run's events heard, each until it was. Where the storage is not to be had for a moment, it
 * listens anew behind the last one.
 */
final class PatientListener implements RunListener {
  private static final int MOST_TRIES = 60;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RunExecutor runs;
  private final RunId run;
  private final RunListener hearer;
  private final ScheduledExecutorService retries;

  /** Guarded by {@code this}, as is all below. */
  private @Nullable Listening listening;

  private boolean closed;
  private int triesInVain;
  private long heard;

  PatientListener(
      RunExecutor runs, RunId run, RunListener hearer, ScheduledExecutorService retries) {
    this.runs = runs;
    this.run = run;
    this.hearer = hearer;
    this.retries = retries;
  }

  synchronized void listen() {
    if (!closed) {
      listening = runs.listen(run, heard, this);
    }
  }

  synchronized void close() {
    closed = true;
    stop();
  }

  private synchronized void stop() {
    if (listening != null) {
      listening.close();
      listening = null;
    }
  }

  @Override
  public void onEvent(RunEvent event) {
    if (!isNext(event)) {
      return;
    }
    try {
      hearer.onEvent(event);
      event.body().tell(hearer);
      wasHeard(event);
    } catch (RuntimeException e) {
      stop();
      onFailure(e);
    }
  }

  /** None is while nobody listens, be it on its way already. */
  private synchronized boolean isNext(RunEvent event) {
    return listening != null && event.sequence() > heard;
  }

  private synchronized void wasHeard(RunEvent event) {
    heard = event.sequence();
    triesInVain = 0;
  }

  @Override
  public void onFailure(Throwable failure) {
    if (failure instanceof Retryable && mayTryAgain()) {
      Future<?> unused =
          retries.schedule(this::listenOrFail, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      hearer.onFailure(failure);
    }
  }

  private synchronized boolean mayTryAgain() {
    return !closed && ++triesInVain < MOST_TRIES;
  }

  private void listenOrFail() {
    try {
      listen();
    } catch (RuntimeException e) {
      onFailure(e);
    }
  }
}
