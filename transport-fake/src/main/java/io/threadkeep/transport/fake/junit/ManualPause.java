package io.threadkeep.transport.fake.junit;

import io.threadkeep.ManualTime;
import io.threadkeep.transport.fake.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A model that takes its time takes it from the test's clock. */
record ManualPause(ManualTime time) implements Pause {

  @Override
  public boolean pause(Duration wait, CountDownLatch stop) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return time.advanceUntil(() -> stop.getCount() == 0, wait);
  }
}
