package io.threadkeep.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
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
import io.threadkeep.store.NewEvents;
import io.threadkeep.transport.ModelDelta;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventWriterTest {
  private final ManualClock clock = new ManualClock();
  private final Samples samples = new Samples(clock);
  private final RunStream sealed = stream();
  private final RunStream other = stream();
  private final EventWriter writer = new EventWriter(this::publish, () -> List.of(sealed, other));

  private final Set<Lease> stored = new HashSet<>();
  private boolean keysAreAway = true;

  /** A key service that is away for a minute is no reason for listeners to miss the rest. */
  @Test
  void whatCannotBeSealedNowIsStoredLaterAndTheOthersAtOnce() {
    writer.flush();
    assertThat(stored).containsExactly(other.lease());
    writer.flush();
    keysAreAway = false;
    writer.flush();
    assertThat(stored).containsExactlyInAnyOrder(other.lease(), sealed.lease());
  }

  private Set<Lease> publish(Map<Lease, NewEvents> events) {
    if (keysAreAway && events.containsKey(sealed.lease())) {
      throw new EnvelopeKeysUnavailableException("acme", null);
    }
    stored.addAll(events.keySet());
    return Set.of();
  }

  private RunStream stream() {
    Run run =
        new Run(
            samples.ids().run(),
            samples.ids().thread(),
            Scope.DEFAULT,
            samples.spec(),
            new RunProgress(RunStatus.IN_PROGRESS, 1, 1, 0, Usage.NONE, null, null),
            new RunTimes(clock.instant(), clock.instant(), clock.instant(), null));
    RunStream stream =
        new RunStream(new LeasedRun(run, new Lease(run.id(), 1), 0), StreamNews.UNHEARD);
    CallStream call = stream.callBegins(samples.ids().step(), samples.ids().message());
    stream.add(call, new ModelDelta.TextDelta("The"));
    return stream;
  }
}
