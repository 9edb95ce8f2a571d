package io.threadkeep.kit.simulation;

import io.threadkeep.context.ContextPolicies;
import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.IdSource;
import io.threadkeep.internal.engine.EngineParts;
import io.threadkeep.internal.engine.EngineRounds;
import io.threadkeep.internal.engine.EngineTime;
import io.threadkeep.internal.engine.MessageDrafts;
import io.threadkeep.internal.engine.RunEngine;
import io.threadkeep.internal.time.Alarms;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.tool.ToolBox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** One process of the installation, with its engine; after a crash there is another. */
final class Server {
  private final Host host;
  private final ThreadStore store;
  private final RunEngine engine;
  private final IdSource ids;
  private final MessageDrafts drafts;
  private Duration skew;

  /** Starts one whose wall clock is up to an hour off. */
  Server(String name, World world, EngineOptions options) {
    this.host = new Host(name);
    this.store = world.storeOf(host);
    this.skew = someHour(world);
    Scheduler scheduler = world.scheduler();
    InstantSource clock = () -> scheduler.instant().plus(skew);
    this.ids = new IdSource(clock, world.weather().random());
    this.drafts = new MessageDrafts(ids, clock, new PromptSizes(TokenCounter.estimating()));
    Alarms alarms =
        (after, ring) -> {
          Event event = scheduler.later(host, after, ring);
          return () -> scheduler.callOff(event);
        };
    EngineParts parts =
        new EngineParts(
            store,
            new ScriptedModel(host, world),
            ToolBox.of(ScriptedTool.all(world)),
            TokenCounter.estimating(),
            ContextPolicies.builtIn(),
            world.weather().random(),
            new EngineTime(clock, () -> scheduler.micros() * 1_000, scheduler::sleep, alarms),
            new HostThreads(scheduler, host),
            List.of());
    this.engine = new RunEngine(parts, options, ids, drafts);
    begin(scheduler, options);
  }

  private void begin(Scheduler scheduler, EngineOptions options) {
    EngineRounds rounds = new EngineRounds(engine);
    Duration heartbeat = options.workers().heartbeat();
    repeat(scheduler, "dispatch", options.workers().poll(), rounds::dispatch);
    repeat(scheduler, "beat", heartbeat, rounds::beat);
    repeat(scheduler, "watch", heartbeat.dividedBy(4), rounds::watch);
    repeat(scheduler, "gate-keeper", options.workers().poll(), rounds::refreshGates);
    repeat(scheduler, "reap", heartbeat.dividedBy(2), rounds::reap);
  }

  private void repeat(Scheduler scheduler, String name, Duration pace, Runnable round) {
    scheduler.start(
        host,
        name,
        Duration.ZERO,
        () -> {
          while (true) {
            try {
              round.run();
            } catch (ThreadkeepException e) {
              // As in the engine's own loops: the next round tries again.
            }
            scheduler.sleep(pace);
          }
        });
  }

  /** Its wall clock jumps, be it ahead or back. */
  void jump(World world) {
    skew = someHour(world);
  }

  private static Duration someHour(World world) {
    return Duration.ofSeconds(world.weather().random().nextInt(7_200) - 3_600);
  }

  Host host() {
    return host;
  }

  ThreadStore store() {
    return store;
  }

  RunEngine engine() {
    return engine;
  }

  IdSource ids() {
    return ids;
  }

  MessageDrafts drafts() {
    return drafts;
  }
}
