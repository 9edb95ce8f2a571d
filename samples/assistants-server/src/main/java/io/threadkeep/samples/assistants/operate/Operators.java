package io.threadkeep.samples.assistants.operate;

import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.threadkeep.Threadkeep;
import io.threadkeep.observe.Health;
import io.threadkeep.samples.assistants.api.Nearby;
import io.threadkeep.samples.assistants.api.PlainMethods;
import io.threadkeep.store.Backlog;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code /live} says that the process serves, {@code /health} how it is (503 when it is down), and
 * {@code /metrics} what it has done.
 */
public final class Operators {
  private static final int UNAVAILABLE = 503;

  private final Threadkeep threadkeep;
  private final PrometheusMeterRegistry metrics;

  private Operators(Threadkeep threadkeep, PrometheusMeterRegistry metrics) {
    this.threadkeep = threadkeep;
    this.metrics = metrics;
  }

  /**
   * Not started.
   *
   * @param nearby whether it is on an address that only this machine reaches: then it answers to no
   *     other name
   */
  public static Javalin server(
      Threadkeep threadkeep, PrometheusMeterRegistry metrics, boolean nearby) {
    Operators operators = new Operators(threadkeep, metrics);
    return Javalin.create(
        config -> {
          config.startup.showJavalinBanner = false;
          PlainMethods.addTo(config);
          if (nearby) {
            config.routes.before(Operators::requireNearby);
          }
          config.routes.get("/live", http -> http.result("up\n"));
          config.routes.get("/health", operators::health);
          config.routes.get("/metrics", operators::metrics);
        });
  }

  private static void requireNearby(Context http) {
    // Who comes without any, as old probes do, is no browser.
    String host = http.header("Host");
    if (host != null && !Nearby.isNearby(host)) {
      throw new BadRequestResponse("Call it localhost: it answers to this machine alone.");
    }
  }

  private void health(Context http) {
    Health health = threadkeep.health();
    http.status(health.status() == Health.Status.DOWN ? UNAVAILABLE : 200);
    http.json(shown(health));
  }

  private static Map<String, Object> shown(Health health) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("status", health.status().name().toLowerCase(Locale.ROOT));
    shown.put("accepting", health.accepting());
    shown.put("storage_answers", health.storageAnswers());
    Backlog backlog = health.backlog();
    if (backlog != null) {
      shown.put("queued_runs", backlog.runs());
      shown.put("oldest_wait_ms", backlog.oldestWait().toMillis());
    }
    shown.put("worker_slots", health.workers().slots());
    shown.put("busy_workers", health.workers().busy());
    shown.put("left_behind_threads", health.workers().leftBehind());
    Duration heartbeat = health.sinceHeartbeat();
    if (heartbeat != null) {
      shown.put("since_heartbeat_ms", heartbeat.toMillis());
    }
    Map<String, Long> gates = new LinkedHashMap<>();
    health.closedGates().forEach((model, left) -> gates.put(model, left.toMillis()));
    shown.put("closed_gates_ms", gates);
    return shown;
  }

  private void metrics(Context http) {
    http.contentType("text/plain; version=0.0.4; charset=utf-8");
    http.result(metrics.scrape());
  }
}
