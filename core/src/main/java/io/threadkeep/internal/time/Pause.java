package io.threadkeep.internal.time;

import java.time.Duration;

/** Lets the calling thread wait. */
@FunctionalInterface
public interface Pause {

  void pause(Duration duration) throws InterruptedException;
}
