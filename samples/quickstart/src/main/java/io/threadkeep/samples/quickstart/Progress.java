package io.threadkeep.samples.quickstart;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A dot for each half second that something takes; nothing at all for what is done at once. */
final class Progress implements AutoCloseable {
  private static final long BEAT_MILLIS = 500;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread ticker;

  Progress(PrintStream out, String what) {
    this.ticker = new Thread(() -> tick(out, what), "progress");
    ticker.setDaemon(true);
    ticker.start();
  }

  @Override
  public void close() {
    done.countDown();
    try {
      ticker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick(PrintStream out, String what) {
    boolean begun = false;
    try {
      while (!done.await(BEAT_MILLIS, TimeUnit.MILLISECONDS)) {
        out.print(begun ? "." : what + " .");
        begun = true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (begun) {
      out.println();
    }
  }
}
