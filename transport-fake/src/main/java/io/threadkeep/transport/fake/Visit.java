package io.threadkeep.transport.fake;

import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelCall;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * One call that waits, often many times: until the time is over, the call is cancelled, or the
 * transport is closed. Belongs to the thread of its call, but for {@link #stop}.
 */
final class Visit implements AutoCloseable {
  private final WaitingRoom room;
  private final Pause pause;
  private final ModelCall call;
  private boolean entered;

  /** Both are guarded by {@code this}. */
  private CountDownLatch stop = new CountDownLatch(1);

  private boolean stopped;

  Visit(WaitingRoom room, Pause pause, ModelCall call) {
    this.room = room;
    this.pause = pause;
    this.call = call;
  }

  /**
   * @throws CallCancelledException if the call is stopped before {@code time} is over
   */
  void await(Duration time) {
    leaveIfStopped();
    if (time.isZero()) {
      return;
    }
    CountDownLatch nextStop = nextStop();
    enter();
    try {
      if (pause.pause(time, nextStop)) {
        leaveIfStopped();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException("The thread of the call was interrupted.", e);
    }
  }

  void leaveIfStopped() {
    if (call.isCancelled()) {
      throw new CallCancelledException("The call was cancelled.", null);
    }
    if (room.isClosed()) {
      throw new CallCancelledException("The fake transport was closed.", null);
    }
  }

  synchronized void stop() {
    stopped = true;
    stop.countDown();
  }

  @Override
  public void close() {
    if (entered) {
      room.leave(this);
    }
  }

  /** Once for all its waits: who cancels calls need not remember each of them. */
  private void enter() {
    if (!entered) {
      entered = true;
      room.enter(this);
      call.onCancel(this::stop);
    }
  }

  private synchronized CountDownLatch nextStop() {
    stop = new CountDownLatch(stopped ? 0 : 1);
    return stop;
  }
}
