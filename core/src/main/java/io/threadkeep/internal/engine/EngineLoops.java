package io.threadkeep.internal.engine;

import io.threadkeep.internal.time.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's own threads: each calls one round again and again, at its pace or when woken. */
final class EngineLoops implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineLoops.class);

  private final Pause pause;
  private final List<Loop> loops = new ArrayList<>();

  EngineLoops(Pause pause) {
    this.pause = pause;
  }

  void start(String name, Signal wake, Duration pace, Runnable round) {
    start(name, wake, pace, Duration.ZERO, round);
  }

  /**
   * @param gathering how long to wait for more after being woken
   */
  void start(String name, Signal wake, Duration pace, Duration gathering, Runnable round) {
    Loop loop = new Loop(name, wake, pace, gathering, round);
    loops.add(loop);
    loop.thread.start();
  }

  /** Lets each round under way end, and begins no other. */
  @Override
  public void close() {
    loops.forEach(Loop::stop);
  }

  private final class Loop {
    private final String name;
    private final Signal wake;
    private final Duration pace;
    private final Duration gathering;
    private final Runnable round;
    private final Thread thread;
    private volatile boolean stopped;
    private boolean failing;

    Loop(String name, Signal wake, Duration pace, Duration gathering, Runnable round) {
      this.name = name;
      this.wake = wake;
      this.pace = pace;
      this.gathering = gathering;
      this.round = round;
      this.thread = new Thread(this::run, "threadkeep-" + name);
      thread.setDaemon(true);
    }

    void stop() {
      stopped = true;
      wake.raise();
      try {
        thread.join(pace.plusSeconds(1).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void run() {
      try {
        while (!stopped) {
          runOnce();
          boolean woken = wake.await(pace);
          if (woken && !stopped && !gathering.isZero()) {
            pause.pause(gathering);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /**
     * A round that fails is tried again at the next beat: the predicate it works on is still there.
     * Errors too: a loop that died of one would leave this JVM without heartbeats or dispatcher.
     */
    private void runOnce() {
      try {
        round.run();
        if (failing) {
          LOG.info("The {} works again", name);
        }
        failing = false;
      } catch (RuntimeException | Error e) {
        if (failing) {
          LOG.debug("The {} still fails", name, e);
        } else {
          LOG.warn("The {} fails and will go on trying: {}", name, e.getMessage(), e);
        }
        failing = true;
      }
    }
  }
}
