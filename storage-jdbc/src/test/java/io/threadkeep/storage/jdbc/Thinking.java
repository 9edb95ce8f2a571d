package io.threadkeep.storage.jdbc;

import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelCall;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time that a model takes, unless its call is cancelled. */
final class Thinking {

  private Thinking() {}

  static void over(ModelCall call, long millis) {
    CountDownLatch cancelled = new CountDownLatch(1);
    call.onCancel(cancelled::countDown);
    try {
      if (cancelled.await(millis, TimeUnit.MILLISECONDS)) {
        throw new CallCancelledException("Cancelled.", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
