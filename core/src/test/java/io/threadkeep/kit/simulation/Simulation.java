package io.threadkeep.kit.simulation;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * One world, from its seed to its end: a time in which things go wrong, and then a calm in which
 * everything has to come to an end.
 */
public final class Simulation {
  private static final Duration STORM = Duration.ofSeconds(45);
  private static final Duration GRACE = Swarm.LEASE.multipliedBy(3);
  private static final Duration CALM = Swarm.RUN_TIME.plus(GRACE);

  private static final int GENERATIONS = 4;

  private final long seed;
  private final Swarm swarm;
  private final World world;
  private final Findings findings = new Findings();
  private final Installation installation;
  private final IdSource ids;
  private int talking;

  private Simulation(long seed, Ground ground, UnaryOperator<Swarm> change) {
    RandomGenerator random = new SplittableRandom(seed);
    this.seed = seed;
    this.swarm = change.apply(Swarm.drawn(random));
    this.world = World.of(swarm, ground, new Weather(random, swarm.rate()), findings);
    this.installation = new Installation(world, swarm);
    this.ids = new IdSource(world.scheduler()::instant, random);
  }

  public static Report run(long seed, Ground ground) {
    return new Simulation(seed, ground, swarm -> swarm).run();
  }

  /** The same people and servers, but nothing goes wrong. */
  public static Report runUnharmed(long seed, Ground ground) {
    return new Simulation(seed, ground, Swarm::unharmed).run();
  }

  private Report run() {
    for (int i = 1; i <= swarm.threads(); i++) {
      populate(i);
    }
    start("owner", new Owner(world, installation)::answer);
    start("other owner", new Owner(world, installation)::answer);
    installation.exposeToWeather();
    world.scheduler().run(this::isOver, STORM);
    world.weather().calmDown();
    world.auditor().queue().calmBegins(world.scheduler().micros());
    installation.recover();
    awaitEnd();
    world.auditor().lookAtAll();
    Report report = findings.report(seed);
    world.scheduler().end();
    return report;
  }

  /** Who waits for a place in the queue may get it when those before have run out of time. */
  private void awaitEnd() {
    boolean isOver = false;
    for (int generation = 1; generation <= GENERATIONS && !isOver; generation++) {
      isOver = world.scheduler().run(this::isOver, CALM);
      world.auditor().hasNoneThatIsOverdueBy(GRACE);
    }
    if (!isOver) {
      world.auditor().violated("I13", "somebody still waits for an end");
    }
  }

  private boolean isOver() {
    return talking == 0 || findings.isViolated();
  }

  /** A thread, and who talks to it: sometimes two at once, sometimes somebody who deletes it. */
  private void populate(int number) {
    // The first and the third thread are one user's.
    Scope scope = Scope.user("tenant", "user-" + number % 2);
    ThreadId thread = ids.thread();
    world
        .store()
        .threads()
        .create(
            new ChatThread(thread, scope, Metadata.EMPTY, 0, world.scheduler().instant()), null);
    world.auditor().watch(thread, scope);
    int clients = world.weather().random().nextInt(3) == 0 ? 2 : 1;
    for (int i = 1; i <= clients; i++) {
      String name = "client-" + number + "." + i;
      Client client = new Client(world, installation, swarm, scope, thread, name);
      talking++;
      start(
          name,
          () -> {
            client.talk();
            talking--;
          });
    }
    if (world.weather().strikes(2 * swarm.rate().crash())) {
      start("deleter", () -> delete(scope, thread));
    }
  }

  private void delete(Scope scope, ThreadId thread) {
    world.scheduler().sleep(Duration.ofSeconds(world.weather().random().nextInt(40)));
    while (true) {
      Server server = installation.any();
      try {
        world.scheduler().within(server.host(), () -> deleted(server, scope, thread));
        return;
      } catch (NotFoundException already) {
        return;
      } catch (ThreadkeepException | SimulatedCrash e) {
        world.scheduler().sleep(Duration.ofSeconds(1));
      }
    }
  }

  private static boolean deleted(Server server, Scope scope, ThreadId thread) {
    server.store().threads().delete(scope, thread);
    return true;
  }

  private void start(String name, Runnable body) {
    world.scheduler().start(world.scheduler().outside(), name, Duration.ZERO, body);
  }
}
