package io.threadkeep.wiring;

import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.LastMessages;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.options.Backoff;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.EventOptions;
import io.threadkeep.options.QueueOptions;
import io.threadkeep.options.RunLimits;
import io.threadkeep.options.ToolOptions;
import io.threadkeep.options.WorkerOptions;
import io.threadkeep.run.WhenBusy;
import java.time.Duration;

/** Reads {@code threadkeep}'s sections of workers, runs, tools, events and the queue. */
final class EngineSettings {
  private static final Duration TICK = Duration.ofMillis(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private EngineSettings() {}

  static EngineOptions read(Settings settings) {
    return new EngineOptions(
        workers(settings),
        limits(settings),
        tools(settings),
        events(settings),
        queue(settings),
        GateSettings.read(settings),
        CostSettings.read(settings),
        RetentionSettings.read(settings));
  }

  private static WorkerOptions workers(Settings settings) {
    Duration lease = settings.duration("threadkeep.workers.lease", TICK.multipliedBy(100), HOUR);
    Duration heartbeat =
        settings.duration("threadkeep.workers.heartbeat", TICK.multipliedBy(10), HOUR);
    if (heartbeat.multipliedBy(3).compareTo(lease) > 0) {
      settings.problem(
          "threadkeep.workers.heartbeat",
          heartbeat.toString(),
          "at most a third of threadkeep.workers.lease, " + lease);
      heartbeat = lease.dividedBy(3);
    }
    return new WorkerOptions(
        settings.number("threadkeep.workers.slots", 0, 100_000),
        lease,
        heartbeat,
        settings.duration("threadkeep.workers.poll", TICK, HOUR),
        settings.duration("threadkeep.workers.grace", Duration.ZERO, HOUR),
        settings.flag("threadkeep.workers.reaper"));
  }

  private static RunLimits limits(Settings settings) {
    return new RunLimits(
        context(settings),
        settings.duration(
            "threadkeep.runs.expires-after", Duration.ofSeconds(1), DAY.multipliedBy(30)),
        settings.duration("threadkeep.runs.model-timeout", TICK, DAY),
        settings.number("threadkeep.runs.max-attempts", 1, 100),
        new Backoff(
            settings.duration("threadkeep.runs.backoff-base", Duration.ZERO, HOUR),
            settings.duration("threadkeep.runs.backoff-cap", Duration.ZERO, HOUR),
            settings.number("threadkeep.runs.retry-budget", 0, Backoff.MOST_BUDGET)),
        settings.oneOf("threadkeep.runs.when-busy", WhenBusy.class));
  }

  private static ToolOptions tools(Settings settings) {
    return new ToolOptions(
        settings.number("threadkeep.tools.parallel", 1, ToolOptions.MOST),
        settings.number("threadkeep.tools.max-rounds", 1, ToolOptions.MOST),
        settings.number("threadkeep.tools.max-calls-per-round", 1, ToolOptions.MOST),
        settings.number("threadkeep.tools.max-calls", 1, ToolOptions.MOST),
        settings.number(
            "threadkeep.tools.max-output-bytes",
            ToolOptions.LEAST_OUTPUT_BYTES,
            ToolOptions.MOST_OUTPUT_BYTES),
        settings.number("threadkeep.tools.max-leaked-threads", 1, ToolOptions.MOST));
  }

  private static EventOptions events(Settings settings) {
    return new EventOptions(
        settings.duration(
            "threadkeep.events.flush", EventOptions.SHORTEST_FLUSH, EventOptions.LONGEST_FLUSH),
        settings.duration(
            "threadkeep.events.kept", EventOptions.SHORTEST_KEPT, EventOptions.LONGEST_KEPT));
  }

  private static QueueOptions queue(Settings settings) {
    int most = QueueOptions.MOST_QUEUED;
    return QueueOptions.defaults()
        .maxQueued(settings.number("threadkeep.queue.max-queued", 1, most))
        .maxQueuedPerUser(settings.number("threadkeep.queue.max-queued-per-user", 1, most))
        .maxRunningPerUser(
            settings.number("threadkeep.queue.max-running-per-user", 0, QueueOptions.MOST_RUNNING));
  }

  private static ContextPolicy context(Settings settings) {
    String key = "threadkeep.runs.context";
    String spec = settings.text(key);
    try {
      return FoundPolicies.known().parse(spec);
    } catch (InvalidInputException e) {
      if (!spec.isEmpty()) {
        settings.problem(key, e.found(), e.limit());
      }
      return new LastMessages(20);
    }
  }
}
