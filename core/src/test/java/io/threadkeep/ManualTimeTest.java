package io.threadkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.internal.time.Alarms.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTimeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime();
  private final List<String> rung = new ArrayList<>();

  @Test
  void itStandsStillUntilItIsTold() {
    assertThat(time.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    time.advance(SECOND);
    assertThat(time.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:01Z"));
  }

  @Test
  void whatIsDueHappensInTheOrderOfItsInstantsAndAtThem() {
    set(Duration.ofSeconds(3), "third");
    set(Duration.ofSeconds(1), "first");
    set(Duration.ofSeconds(1), "second");
    set(Duration.ofSeconds(5), "too late");
    time.advance(Duration.ofSeconds(4));
    assertThat(rung).containsExactly("first at 1", "second at 1", "third at 3");
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(4).toNanos());
  }

  @Test
  void whatIsSetOnTheWayIsDueOnTheWay() {
    Alarm unused = time.set(SECOND, () -> set(SECOND, "again"));
    time.advance(Duration.ofSeconds(2));
    assertThat(rung).containsExactly("again at 2");
  }

  @Test
  void whoLetsTimePassOnTheWayTakesItOn() {
    Alarm unused = time.set(SECOND, () -> time.advance(Duration.ofSeconds(9)));
    set(Duration.ofSeconds(2), "meanwhile");
    time.advance(Duration.ofSeconds(3));
    assertThat(rung).containsExactly("meanwhile at 2");
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(10).toNanos());
  }

  @Test
  void whatIsCalledOffDoesNotHappen() {
    time.set(SECOND, () -> rung.add("never")).callOff();
    time.advance(SECOND);
    assertThat(rung).isEmpty();
  }

  @Test
  void itStopsWhereTheGoalIsReached() {
    set(Duration.ofSeconds(1), "first");
    set(Duration.ofSeconds(2), "second");
    assertThat(time.advanceUntil(() -> !rung.isEmpty(), Duration.ofHours(1))).isTrue();
    assertThat(rung).containsExactly("first at 1");
    assertThat(time.nanos()).isEqualTo(SECOND.toNanos());
    assertThat(time.advanceUntil(() -> rung.size() > 2, SECOND.multipliedBy(3))).isFalse();
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(4).toNanos());
  }

  @Test
  void itNeverGoesBack() {
    assertThatThrownBy(() -> time.advance(SECOND.negated()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("time");
  }

  private void set(Duration after, String name) {
    Alarm unused = time.set(after, () -> rung.add(name + " at " + time.nanos() / SECOND.toNanos()));
  }
}
