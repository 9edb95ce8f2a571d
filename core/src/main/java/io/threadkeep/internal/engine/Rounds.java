package io.threadkeep.internal.engine;

import io.threadkeep.internal.life.RetentionRound;
import io.threadkeep.internal.stream.Streams;
import io.threadkeep.internal.time.Durations;
import io.threadkeep.internal.time.Pause;
import io.threadkeep.observe.EngineSample;
import io.threadkeep.options.EngineOptions;
import java.time.Duration;

/**
 * What the engine does again and again, each on a thread of its own; without the threads, a test
 * calls the rounds itself.
 */
final class Rounds {
  /** A reply that is over by then is stored without having been shown: in one commit, not two. */
  private static final Duration FIRST_WORDS = Duration.ofMillis(10);

  private final Dispatcher dispatcher;
  private final LeaseKeeper leases;
  private final Workers workers;
  private final Streams streams;
  private final GateKeeper gates;
  private final Reaper reaper;
  private final Sweeper sweeper;
  private final RetentionRound retention;
  private final EngineHealth health;
  private final Listeners listeners;
  private final EngineLoops dispatching;
  private final EngineLoops minding;

  Rounds(
      Dispatcher dispatcher,
      LeaseKeeper leases,
      Workers workers,
      Streams streams,
      GateKeeper gates,
      Reaper reaper,
      Sweeper sweeper,
      RetentionRound retention,
      EngineHealth health,
      Listeners listeners,
      Pause pause) {
    this.dispatcher = dispatcher;
    this.leases = leases;
    this.workers = workers;
    this.streams = streams;
    this.gates = gates;
    this.reaper = reaper;
    this.sweeper = sweeper;
    this.retention = retention;
    this.health = health;
    this.listeners = listeners;
    this.dispatching = new EngineLoops(pause);
    this.minding = new EngineLoops(pause);
  }

  /**
   * @param words raised when a run has its first word to show
   */
  void start(EngineOptions options, Signal words) {
    Duration heartbeat = options.workers().heartbeat();
    Duration poll = options.workers().poll();
    if (options.workers().slots() > 0) {
      Duration flush = options.events().flush();
      Duration gathering = Durations.shorter(flush, FIRST_WORDS);
      dispatching.start("dispatcher", dispatcher.work(), poll, this::dispatch);
      minding.start("heartbeat", new Signal(), heartbeat, this::beat);
      minding.start("event-writer", words, flush, gathering, this::flush);
      minding.start("gate-keeper", new Signal(), poll, this::refreshGates);
      minding.start("watch", new Signal(), heartbeat.dividedBy(4), this::watch);
    }
    if (!listeners.isEmpty()) {
      minding.start("sampler", new Signal(), heartbeat, this::sample);
    }
    if (retention.isWanted()) {
      minding.start("retention", new Signal(), retention.pace(), this::retain);
    }
    if (options.workers().reaper()) {
      minding.start("reaper", new Signal(), heartbeat.dividedBy(2), this::reap);
      minding.start("sweeper", new Signal(), heartbeat.dividedBy(2), this::sweep);
    }
  }

  /** Begins waiting runs on the free slots. */
  void dispatch() {
    dispatcher.dispatch();
  }

  /** Extends the leases of what is held here. */
  void beat() {
    leases.beat();
    health.heartbeat();
  }

  /** Looks after runs that get nowhere: without a lease, out of time, or stuck in a call. */
  void watch() {
    leases.watch();
    workers.watch();
  }

  /** Learns which models other processes have found not to be called for a time. */
  void refreshGates() {
    gates.refresh();
  }

  /** Frees what others have left behind. */
  void reap() {
    reaper.reap();
  }

  /** Removes what nobody needs any more. */
  void sweep() {
    sweeper.sweep();
  }

  /** Applies the rules for how long threads stay, if it is time. */
  void retain() {
    retention.look();
  }

  /** Stores what runs have to show. */
  void flush() {
    streams.flush();
  }

  /** Tells those who listen how things stand. */
  void sample() {
    EngineSample sample = health.sample();
    listeners.tell(listener -> listener.sampled(sample));
  }

  /** What is held goes on being looked after. */
  void stopDispatching() {
    dispatching.close();
  }

  void stop() {
    minding.close();
  }
}
