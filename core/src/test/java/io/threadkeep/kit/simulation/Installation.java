package io.threadkeep.kit.simulation;

import io.threadkeep.options.EngineOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** All servers, and what befalls them. */
final class Installation {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final World world;
  private final EngineOptions options;
  private final List<Server> servers = new ArrayList<>();
  private int starts;

  Installation(World world, Swarm swarm) {
    this.world = world;
    this.options = swarm.options();
    for (int i = 0; i < swarm.processes(); i++) {
      servers.add(newServer(i));
    }
  }

  /** Whichever answers: it may be dead in a moment. */
  Server any() {
    return servers.get(world.weather().random().nextInt(servers.size()));
  }

  void exposeToWeather() {
    Scheduler scheduler = world.scheduler();
    scheduler.start(
        scheduler.outside(),
        "weather",
        Duration.ZERO,
        () -> {
          while (!world.weather().isCalm()) {
            scheduler.sleep(BEAT);
            strike();
          }
        });
  }

  /** Everything is up and well; called from outside. */
  void recover() {
    for (int i = 0; i < servers.size(); i++) {
      restart(i);
      servers.get(i).host().recover();
    }
  }

  private void strike() {
    RandomGenerator random = world.weather().random();
    Swarm.Rates rates = world.weather().rates();
    int place = random.nextInt(servers.size());
    Server server = servers.get(place);
    long now = world.scheduler().micros();
    if (strikes(rates.crash())) {
      world.auditor().note(server.host(), "crashes");
      world.scheduler().crash(server.host());
    } else if (strikes(rates.freeze())) {
      world.auditor().note(server.host(), "freezes");
      server.host().freezeUntil(now + random.nextLong(3 * micros(Swarm.LEASE)));
    } else if (strikes(rates.cutOff())) {
      world.auditor().note(server.host(), "is cut off");
      server.host().cutOffUntil(now + random.nextLong(2 * micros(Swarm.LEASE)));
      server.jump(world);
    }
    if (random.nextInt(4) == 0) {
      restart(place);
    }
  }

  private boolean strikes(int timesAMinute) {
    return world.weather().random().nextInt(60) < timesAMinute;
  }

  private void restart(int place) {
    if (servers.get(place).host().isDead()) {
      servers.set(place, newServer(place));
    }
  }

  private Server newServer(int place) {
    return new Server("server-" + place + "." + ++starts, world, options);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
