package io.threadkeep.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.id.Scope;
import io.threadkeep.internal.stream.StreamNews;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.Usage;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import io.threadkeep.store.StorageUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatientWritesTest {
  private final ManualClock clock = new ManualClock();
  private final HeldRun held = held();
  private Duration waited = Duration.ZERO;
  private final PatientWrites writes = new PatientWrites(pause -> waited = waited.plus(pause));

  @Test
  void aStorageThatComesBackIsWaitedForAsLongAsTheLeaseHolds() {
    assertThat(
            writes.write(
                held,
                () -> {
                  if (waited.compareTo(Duration.ofMinutes(5)) < 0) {
                    throw new StorageUnavailableException("Gone for now.", null);
                  }
                  return "written";
                }))
        .isEqualTo("written");
  }

  /** One tenant's key service must not hold slots that others' runs wait for. */
  @Test
  void keysAreWaitedForAWhileOnly() {
    assertThatThrownBy(
            () ->
                writes.write(
                    held,
                    () -> {
                      throw new EnvelopeKeysUnavailableException("acme", null);
                    }))
        .isInstanceOf(EnvelopeKeysUnavailableException.class);
    assertThat(waited).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  private HeldRun held() {
    Samples samples = new Samples(clock);
    Run run =
        new Run(
            samples.ids().run(),
            samples.ids().thread(),
            Scope.DEFAULT,
            samples.spec(),
            new RunProgress(RunStatus.IN_PROGRESS, 1, 1, 0, Usage.NONE, null, null),
            new RunTimes(clock.instant(), clock.instant(), clock.instant(), null));
    return new HeldRun(
        new LeasedRun(run, new Lease(run.id(), 1), 0), 0, () -> 0, StreamNews.UNHEARD);
  }
}
