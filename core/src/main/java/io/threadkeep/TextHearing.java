package io.threadkeep;

import io.threadkeep.event.RunListener;
import io.threadkeep.id.MessageId;
import io.threadkeep.run.RunStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hands the text of a run's messages on, and tells when there is no more of it. */
final class TextHearing implements RunListener {
  private final Consumer<String> text;
  private final CountDownLatch over = new CountDownLatch(1);

  TextHearing(Consumer<String> text) {
    this.text = text;
  }

  @Override
  public void onText(MessageId message, String piece) {
    boolean heard = false;
    try {
      text.accept(piece);
      heard = true;
    } finally {
      if (!heard) {
        over.countDown();
      }
    }
  }

  @Override
  public void onRunEnded(RunStatus status) {
    over.countDown();
  }

  @Override
  public void onFailure(Throwable failure) {
    over.countDown();
  }

  /** Waits until all of it has been heard, or it is no longer worth waiting. */
  void await(Duration atMost) {
    try {
      boolean unused = over.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
