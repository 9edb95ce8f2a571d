package io.threadkeep.observe.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.threadkeep.observe.EngineSample;
import io.threadkeep.observe.ObservedRuns;
import io.threadkeep.observe.ToolCallReport;
import io.threadkeep.observe.WorkerLoad;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.Backlog;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerListenerTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerListener listener = new MicrometerListener(registry);
  private final ObservedRuns runs = new ObservedRuns();
  private final LeasedRun attempt = runs.begun();

  @Test
  void runsAreTimedByStatusAndByTheirWait() {
    listener.runSubmitted(attempt.run());
    listener.attemptBegun(attempt);
    listener.runEnded(runs.run(RunStatus.COMPLETED, null));
    listener.runEnded(runs.run(RunStatus.COMPLETED, null));
    listener.runEnded(runs.run(RunStatus.EXPIRED, null));
    assertThat(registry.get("threadkeep.runs.submitted").counter().count()).isEqualTo(1);
    assertThat(seconds("threadkeep.runs.wait")).isEqualTo(3);
    assertThat(seconds("threadkeep.runs", "status", "completed")).isEqualTo(16);
    assertThat(seconds("threadkeep.runs", "status", "expired")).isEqualTo(8);
  }

  @Test
  void modelCallsAreTimedAndTheirTokensCounted() {
    listener.modelCalled(ObservedRuns.answered(attempt));
    listener.modelCalled(
        ObservedRuns.failed(attempt, new RateLimitedException("slow", Duration.ZERO, null)));
    assertThat(seconds("threadkeep.model.calls", "model", "m", "outcome", "answered")).isEqualTo(2);
    assertThat(seconds("threadkeep.model.calls", "outcome", "RateLimitedException")).isEqualTo(1);
    assertThat(seconds("threadkeep.model.first.token", "model", "m")).isEqualTo(0.3);
    assertThat(count("threadkeep.model.tokens", "type", "prompt")).isEqualTo(30);
    assertThat(count("threadkeep.model.tokens", "type", "completion")).isEqualTo(12);
  }

  @Test
  void whatGoesWrongIsCounted() {
    listener.runHandedBack(attempt.run(), RunMove.RETRY, Duration.ofSeconds(1));
    listener.runHandedBack(attempt.run(), RunMove.RELEASE, Duration.ofSeconds(1));
    listener.leaseLost(attempt);
    listener.gateClosed("m", Duration.ofSeconds(9));
    listener.toolCalled(
        new ToolCallReport(attempt, "weather", "c", Duration.ofSeconds(5), "timed_out"));
    assertThat(count("threadkeep.runs.handed.back", "move", "retry")).isEqualTo(1);
    assertThat(count("threadkeep.runs.handed.back", "move", "release")).isEqualTo(1);
    assertThat(count("threadkeep.leases.lost")).isEqualTo(1);
    assertThat(count("threadkeep.gates.closures", "model", "m")).isEqualTo(1);
    assertThat(seconds("threadkeep.tool.calls", "tool", "weather", "outcome", "timed_out"))
        .isEqualTo(5);
  }

  @Test
  void gaugesShowTheLastSample() {
    assertThat(gauge("threadkeep.queue.depth")).isZero();
    listener.sampled(
        new EngineSample(
            new WorkerLoad(16, 3, 1),
            new Backlog(40, Duration.ofMillis(2_500)),
            Map.of("m", Duration.ofSeconds(9))));
    assertThat(gauge("threadkeep.queue.depth")).isEqualTo(40);
    assertThat(gauge("threadkeep.queue.age")).isEqualTo(2.5);
    assertThat(gauge("threadkeep.workers.slots")).isEqualTo(16);
    assertThat(gauge("threadkeep.workers.busy")).isEqualTo(3);
    assertThat(gauge("threadkeep.workers.left.behind")).isEqualTo(1);
    assertThat(gauge("threadkeep.gates.closed")).isEqualTo(1);
  }

  @Test
  void noTagNamesARunAThreadOrAUser() {
    runsAreTimedByStatusAndByTheirWait();
    modelCallsAreTimedAndTheirTokensCounted();
    whatGoesWrongIsCounted();
    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .flatExtracting(Meter.Id::getTags)
        .extracting(Tag::getKey)
        .containsOnly("status", "model", "outcome", "type", "tool", "move");
  }

  private double seconds(String name, String... tags) {
    return registry.get(name).tags(tags).timer().totalTime(TimeUnit.SECONDS);
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
