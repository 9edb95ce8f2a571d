package io.threadkeep.transport.fake;

import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelCall;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Where calls wait until their time is over, they are cancelled, or the transport is closed. */
final class WaitingRoom {
  private final Pause pause;
  private final Set<CountDownLatch> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  WaitingRoom(Pause pause) {
    this.pause = pause;
  }

  /**
   * @throws CallCancelledException if the call was stopped before its time was over
   */
  void await(Duration time, ModelCall call) {
    leaveIfStopped(call);
    if (time.isZero()) {
      return;
    }
    CountDownLatch stop = new CountDownLatch(1);
    waiting.add(stop);
    try {
      call.onCancel(stop::countDown);
      // Asked again, since close() may have looked round before this call sat down.
      if (!closed && !pause.pause(time, stop)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException("The thread of the call was interrupted.", e);
    } finally {
      waiting.remove(stop);
    }
    leaveIfStopped(call);
  }

  void leaveIfStopped(ModelCall call) {
    if (call.isCancelled()) {
      throw new CallCancelledException("The call was cancelled.", null);
    }
    if (closed) {
      throw new CallCancelledException("The fake transport was closed.", null);
    }
  }

  void close() {
    closed = true;
    waiting.forEach(CountDownLatch::countDown);
  }
}
