package io.threadkeep.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.message.ContentPart;
import io.threadkeep.options.Backoff;
import io.threadkeep.run.Usage;
import io.threadkeep.store.GateLimit;
import io.threadkeep.store.ModelGates;
import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** When a model is called and when not; time passes only while the keeper waits. */
class GateKeeperTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Usage USED = Usage.of(30, 12);

  private long nanos = Long.MAX_VALUE - 7;
  private final PuppetGates gates = new PuppetGates();
  private final List<Duration> pauses = new ArrayList<>();
  private final GateKeeper keeper = keeper(Backoff.defaults());

  private GateKeeper keeper(Backoff backoff) {
    return new GateKeeper(
        gates,
        Map.of("limited", new GateLimit(60, 1_000)),
        backoff,
        new GateKeeper.Time(
            () -> nanos,
            duration -> {
              pauses.add(duration);
              nanos += duration.toNanos();
            },
            new Random(3)),
        new Listeners(List.of(), () -> nanos));
  }

  @Test
  void aModelWithoutALimitIsCalledWithoutALookAtTheStore() {
    assertThat(enter("free")).isZero();
    answer("free", 10, USED);
    assertThat(gates.calls).isEmpty();
  }

  @Test
  void aModelThatIsLimitedIsAskedForAtItsGate() {
    assertThat(enter("limited")).isZero();
    answer("limited", 10, USED);
    assertThat(gates.calls).containsExactly("enter limited 10", "settle limited 32");
  }

  @Test
  void whatWasEstimatedWellNeedsNoSettling() {
    answer("limited", USED.totalTokens(), USED);
    assertThat(gates.calls).isEmpty();
  }

  @Test
  void aShortWaitIsSatOut() {
    gates.waits.addAll(List.of(Duration.ofMillis(120), Duration.ofNanos(10), Duration.ZERO));
    assertThat(enter("limited")).isZero();
    assertThat(pauses)
        .containsExactly(
            Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(20), ofMilli());
  }

  @Test
  void aLongWaitIsForTheQueue() {
    gates.waits.add(Duration.ofMillis(1_001));
    assertThat(enter("limited")).isEqualTo(Duration.ofMillis(1_001));
    assertThat(pauses).isEmpty();
    assertThat(gates.closed).isEqualTo(Map.of("limited", Duration.ofMillis(1_001)));
    assertThat(keeper.isClosed("limited")).isTrue();
    assertThat(enter("limited")).isEqualTo(Duration.ofMillis(1_001));
    assertThat(gates.calls).containsExactly("enter limited 10", "close limited");
  }

  @Test
  void aSpentAllowanceIsAskedForAgainSoon() {
    gates.waits.add(Duration.ofMinutes(50));
    assertThat(enter("limited")).isEqualTo(GateKeeper.LONGEST_PARK);
    assertThat(gates.closed).isEqualTo(Map.of("limited", GateKeeper.LONGEST_PARK));
  }

  @Test
  void whatAnAnswerCouldComeToIsNoDebtBeforeItHas() {
    assertThat(keeper.enter("limited", 1_000_000, () -> false)).isZero();
    answer("limited", 1_000_000, USED);
    assertThat(gates.calls).containsExactly("enter limited 1000", "settle limited -958");
  }

  @Test
  void whatIsRefusedHasUsedNothing() {
    InvalidRequestException refused = new InvalidRequestException("max_tokens", null);
    assertThatThrownBy(
            () ->
                keeper.through(
                    "limited",
                    10,
                    () -> {
                      throw refused;
                    }))
        .isSameAs(refused);
    assertThat(gates.calls).containsExactly("settle limited -10");
  }

  @Test
  void oneThatIsAlwaysBeatenToItGivesUpAfterASecond() {
    for (int n = 0; n < 20; n++) {
      gates.waits.add(Duration.ofMillis(300));
    }
    assertThat(enter("limited")).isEqualTo(Duration.ofMillis(300));
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofMillis(900));
  }

  @Test
  void aRunThatIsStoppedDoesNotWait() {
    gates.waits.add(Duration.ofMillis(500));
    long begun = nanos;
    assertThat(keeper.enter("limited", 10, () -> nanos - begun >= 100_000_000)).isPositive();
    assertThat(pauses).hasSize(2);
  }

  @Test
  void aRateLimitClosesTheGateForAllAtOnce() {
    Duration delay = limit("free", Duration.ofSeconds(20));
    assertThat(delay).isBetween(Duration.ofSeconds(20), Duration.ofMillis(20_500));
    assertThat(gates.closed).isEqualTo(Map.of("free", delay));
    assertThat(keeper.isClosed("free")).isTrue();
    assertThat(enter("free")).isEqualTo(delay);
    assertThat(keeper.isClosed("another")).isFalse();
    nanos += delay.toNanos();
    assertThat(keeper.isClosed("free")).isFalse();
    assertThat(enter("free")).isZero();
  }

  @Test
  void aProviderThatDoesNotSayHowLongIsLeftAloneLongerEachTime() {
    Duration longest = Duration.ZERO;
    for (int n = 0; n < 40; n++) {
      Duration delay = limit("free", Duration.ZERO);
      longest = delay.compareTo(longest) > 0 ? delay : longest;
      nanos += delay.toNanos();
    }
    assertThat(longest).isBetween(SECOND.multipliedBy(4), SECOND.multipliedBy(8));
    answer("free", 0, Usage.NONE);
    assertThat(limit("free", Duration.ZERO)).isLessThanOrEqualTo(Duration.ofMillis(500));
  }

  @Test
  void callsThatWereUnderWayNeitherShortenNorStretchTheWait() {
    Duration delay = limit("free", Duration.ofSeconds(9));
    for (int n = 0; n < 30; n++) {
      assertThat(limit("free", Duration.ZERO)).isEqualTo(delay);
    }
    assertThat(limit("free", Duration.ofMinutes(1))).isGreaterThan(delay);
    answer("free", 0, USED);
    assertThat(keeper.isClosed("free")).isTrue();
  }

  @Test
  void whatOthersHaveClosedIsLearntAndNothingIsShortened() {
    limit("mine", Duration.ofSeconds(20));
    gates.closed.put("mine", SECOND);
    gates.closed.put("theirs", Duration.ofSeconds(3));
    keeper.refresh();
    assertThat(enter("theirs")).isEqualTo(Duration.ofSeconds(3));
    assertThat(enter("mine")).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
    assertThat(limit("theirs", Duration.ZERO)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aGateOpensWhenTheStoreSaysSo() {
    limit("free", Duration.ofSeconds(20));
    nanos++;
    keeper.refresh();
    assertThat(keeper.isClosed("free")).isTrue();
    gates.closed.clear();
    keeper.refresh();
    assertThat(keeper.isClosed("free")).isFalse();

    limit("free", Duration.ofSeconds(20));
    keeper.claimed("free", nanos - 1);
    assertThat(keeper.isClosed("free")).isTrue();
    nanos++;
    keeper.claimed("free", nanos);
    assertThat(keeper.isClosed("free")).isFalse();
  }

  @Test
  void aGateThatTheStoreCouldNotBeToldOfOpensByItself() {
    gates.failing = true;
    limit("free", Duration.ofSeconds(20));
    gates.failing = false;
    nanos += SECOND.toNanos();
    keeper.refresh();
    assertThat(keeper.isClosed("free")).isTrue();
    nanos += Duration.ofSeconds(20).toNanos();
    assertThat(keeper.isClosed("free")).isFalse();
  }

  @Test
  void aStoreThatFailsCostsNoAnswerAndOpensNoGate() {
    gates.failing = true;
    assertThatCode(() -> answer("limited", 10, USED)).doesNotThrowAnyException();
    assertThat(limit("limited", Duration.ofSeconds(5))).isPositive();
    assertThat(keeper.isClosed("limited")).isTrue();
    nanos += Duration.ofMinutes(1).toNanos();
    assertThatThrownBy(() -> enter("limited")).isInstanceOf(StorageUnavailableException.class);
  }

  private void answer(String model, long estimated, Usage used) {
    ModelReply reply =
        new ModelReply(List.of(new ContentPart.Text("Paris.")), FinishReason.STOP, used, model);
    assertThat(keeper.through(model, estimated, () -> reply)).isSameAs(reply);
  }

  /** For how long the model is left alone when its provider asks for {@code asked}. */
  private Duration limit(String model, Duration asked) {
    RateLimitedException limited = new RateLimitedException("slow down", asked, null);
    Supplier<ModelReply> call =
        () -> {
          throw limited;
        };
    assertThatThrownBy(() -> keeper.through(model, 10, call)).isSameAs(limited);
    return enter(model, () -> true);
  }

  private Duration enter(String model) {
    return enter(model, () -> false);
  }

  private Duration enter(String model, BooleanSupplier stopped) {
    return keeper.enter(model, 10, stopped);
  }

  private static Duration ofMilli() {
    return Duration.ofMillis(1);
  }

  /** Gates that say what they are told to say, and remember what they were told. */
  private static final class PuppetGates implements ModelGates {
    private final List<String> calls = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final Map<String, Duration> closed = new HashMap<>();
    private boolean failing;

    @Override
    public Duration enter(String model, GateLimit limit, long tokens) {
      note("enter " + model + " " + tokens);
      return waits.isEmpty() ? Duration.ZERO : waits.remove(0);
    }

    @Override
    public void settle(String model, GateLimit limit, long tokens) {
      note("settle " + model + " " + tokens);
    }

    @Override
    public void close(String model, Duration delay) {
      note("close " + model);
      closed.put(model, delay);
    }

    @Override
    public Map<String, Duration> closed() {
      return closed;
    }

    private void note(String call) {
      if (failing) {
        throw new StorageUnavailableException("The storage is away. Call again.", null);
      }
      calls.add(call);
    }
  }
}
