package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.id.RunId;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunSpec;
import io.threadkeep.store.GateLimit;
import io.threadkeep.store.ModelGates;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * GATE-1 to GATE-8: how fast models may be called.
 *
 * <ol>
 *   <li>A minute's requests go in at once, and then as they come in again by the store's clock.
 *   <li>So do its tokens; a call larger than all of them goes in alone, and is paid off.
 *   <li>What was not used is given back, and what was used beyond is owed.
 *   <li>A gate that is closed lets nobody in until it opens; none is opened early.
 *   <li>Runs of a model whose gate is closed are passed over, and others are claimed.
 *   <li>Of 64 that come at once no more go in than are allowed.
 *   <li>Each model has a gate of its own, whatever its name looks like.
 *   <li>All instances share the gates.
 * </ol>
 */
interface ModelGateRules extends StoreRules {
  String MODEL = "gpt-4.1-mini";
  GateLimit NO_LIMIT = new GateLimit(0, 0);

  @ContractRule("GATE-1")
  default void aMinutesRequestsGoInAndComeInAgain(Trial trial) {
    GateLimit three = new GateLimit(3, 0);
    for (int n = 0; n < 3; n++) {
      assertThat(enter(trial, three, 1_000_000)).isZero();
    }
    assertThat(enter(trial, three, 1)).isEqualTo(Duration.ofSeconds(20));
    trial.pass(Duration.ofMillis(19_999));
    assertThat(enter(trial, three, 1)).isEqualTo(Duration.ofMillis(1));
    trial.pass(Duration.ofMillis(1));
    assertThat(enter(trial, three, 1)).isZero();
    assertThat(enter(trial, three, 1)).isEqualTo(Duration.ofSeconds(20));
    trial.pass(Duration.ofHours(5));
    for (int n = 0; n < 3; n++) {
      assertThat(enter(trial, three, 1)).isZero();
    }
    assertThat(enter(trial, three, 1)).isEqualTo(Duration.ofSeconds(20));
    for (int n = 0; n < 10; n++) {
      assertThat(enter(trial, NO_LIMIT, 1_000_000)).isZero();
    }
  }

  @ContractRule("GATE-2")
  default void aMinutesTokensGoInAndComeInAgain(Trial trial) {
    GateLimit limit = new GateLimit(0, 6_000);
    assertThat(enter(trial, limit, 4_000)).isZero();
    assertThat(enter(trial, limit, 4_000)).isEqualTo(Duration.ofSeconds(20));
    assertThat(enter(trial, limit, 2_000)).isZero();
    assertThat(enter(trial, limit, 100)).isEqualTo(Duration.ofSeconds(1));
    assertThat(enter(trial, limit, 9_000)).isEqualTo(Duration.ofMinutes(1));
    trial.pass(Duration.ofMinutes(1));
    assertThat(enter(trial, limit, 9_000)).isZero();
    assertThat(enter(trial, limit, 100)).isEqualTo(Duration.ofSeconds(31));
    trial.pass(Duration.ofSeconds(31));
    assertThat(enter(trial, limit, 100)).isZero();
    assertThat(enter(trial, new GateLimit(1, 6_000), 100)).isGreaterThanOrEqualTo(second());
  }

  @ContractRule("GATE-3")
  default void whatWasSpentIsSettled(Trial trial) {
    GateLimit limit = new GateLimit(0, 6_000);
    assertThat(enter(trial, limit, 6_000)).isZero();
    settle(trial, limit, -1_000);
    assertThat(enter(trial, limit, 1_000)).isZero();
    settle(trial, limit, 500);
    assertThat(enter(trial, limit, 100)).isEqualTo(Duration.ofSeconds(6));
    settle(trial, limit, -1_000_000);
    assertThat(enter(trial, limit, 6_000)).isZero();
    assertThat(enter(trial, limit, 100)).isEqualTo(second());
    settle(trial, limit, Long.MIN_VALUE);
    assertThat(enter(trial, limit, 6_000)).isZero();
    // Spending is not asking: it goes on record before anybody has gone in, too.
    trial.store().gates().settle("another", limit, 6_100);
    assertThat(trial.store().gates().enter("another", limit, 0)).isEqualTo(second());
  }

  @ContractRule("GATE-4")
  default void aClosedGateLetsNobodyInUntilItOpens(Trial trial) {
    ModelGates gates = trial.store().gates();
    assertThat(gates.closed()).isEmpty();
    gates.close(MODEL, Duration.ofSeconds(10));
    assertThat(gates.closed()).isEqualTo(Map.of(MODEL, Duration.ofSeconds(10)));
    for (GateLimit limit : List.of(NO_LIMIT, new GateLimit(5, 5))) {
      assertThat(enter(trial, limit, 1)).isEqualTo(Duration.ofSeconds(10));
    }
    trial.pass(Duration.ofSeconds(4));
    gates.close(MODEL, Duration.ofSeconds(3));
    assertThat(gates.closed()).isEqualTo(Map.of(MODEL, Duration.ofSeconds(6)));
    gates.close(MODEL, Duration.ofSeconds(8));
    trial.pass(Duration.ofMillis(7_999));
    assertThat(enter(trial, NO_LIMIT, 1)).isEqualTo(Duration.ofMillis(1));
    trial.pass(Duration.ofMillis(1));
    assertThat(gates.closed()).isEmpty();
    GateLimit five = new GateLimit(5, 0);
    for (int n = 0; n < 5; n++) {
      assertThat(enter(trial, five, 1)).isZero();
    }
    gates.close(MODEL, second());
    trial.pass(second());
    // The minute's allowance went on filling up behind the closed gate, and no faster.
    assertThat(enter(trial, five, 1)).isBetween(Duration.ofSeconds(11), Duration.ofMillis(11_001));
  }

  @ContractRule("GATE-5")
  default void runsOfAModelWhoseGateIsClosedArePassedOver(Trial trial) {
    RunId first = submit(trial, MODEL);
    RunId second = submit(trial, "other");
    trial.store().gates().close(MODEL, Duration.ofSeconds(10));
    RunId third = submit(trial, MODEL);
    assertThat(claim(trial, 10)).containsExactly(second);
    trial.pass(Duration.ofMillis(9_999));
    assertThat(claim(trial, 10)).isEmpty();
    trial.pass(Duration.ofMillis(1));
    LeasedRun leased = trial.store().queue().claim(Samples.WORKER, 1).get(0);
    assertThat(leased.run().id()).isEqualTo(first);
    trial.store().gates().close(MODEL, second());
    trial.commit(leased, RunCommit.of(RunMove.RELEASE));
    assertThat(claim(trial, 10)).isEmpty();
    trial.pass(second());
    assertThat(claim(trial, 10)).containsExactlyInAnyOrder(first, third);
  }

  @ContractRule("GATE-6")
  default void ofManyAtOnceNoMoreGoInThanAreAllowed(Trial trial) {
    GateLimit limit = new GateLimit(20, 40_000);
    for (int round = 0; round < 3; round++) {
      assertThat(admitted(List.of(trial.store()), limit, 1_000)).isEqualTo(20);
      trial.pass(Duration.ofMinutes(1));
      assertThat(admitted(List.of(trial.store()), limit, 4_000)).isEqualTo(10);
      trial.pass(Duration.ofMinutes(1));
    }
  }

  @ContractRule("GATE-7")
  default void eachModelHasAGateOfItsOwn(Trial trial) {
    GateLimit one = new GateLimit(1, 0);
    List<String> models =
        List.of("m", "M", "m ", "\u00E9", "e\u0301", "x".repeat(255) + "1", "x".repeat(255) + "2");
    for (String model : models) {
      assertThat(trial.store().gates().enter(model, one, 1)).as(model).isZero();
      assertThat(trial.store().gates().enter(model, one, 1)).as(model).isPositive();
    }
    trial.store().gates().close("m", Duration.ofMinutes(9));
    trial.pass(Duration.ofMinutes(1));
    for (String model : models.subList(1, models.size())) {
      assertThat(trial.store().gates().enter(model, one, 1)).as(model).isZero();
    }
    RunId open = submit(trial, "M");
    submit(trial, "m");
    assertThat(claim(trial, 10)).containsExactly(open);
  }

  @ContractRule("GATE-8")
  default void allInstancesShareTheGates(Trial trial) {
    List<ThreadStore> stores = List.of(trial.store(), trial.openAgain());
    GateLimit limit = new GateLimit(20, 0);
    assertThat(admitted(stores, limit, 1)).isEqualTo(20);
    stores.get(0).gates().close(MODEL, Duration.ofMinutes(2));
    assertThat(stores.get(1).gates().closed()).isEqualTo(Map.of(MODEL, Duration.ofMinutes(2)));
    submit(trial, MODEL);
    assertThat(stores.get(1).queue().claim(Samples.WORKER, 10)).isEmpty();
    trial.pass(Duration.ofMinutes(2));
    assertThat(admitted(stores, limit, 1)).isEqualTo(20);
    assertThat(stores.get(1).queue().claim(Samples.WORKER, 10)).hasSize(1);
  }

  /** How many of 64 calls at once go in. */
  private static long admitted(List<ThreadStore> stores, GateLimit limit, long tokens) {
    List<Callable<Duration>> calls = new ArrayList<>();
    for (int n = 0; n < 64; n++) {
      ModelGates gates = stores.get(n % stores.size()).gates();
      calls.add(() -> gates.enter(MODEL, limit, tokens));
    }
    return Race.values(Race.among(calls)).stream().filter(Duration::isZero).count();
  }

  private static Duration enter(Trial trial, GateLimit limit, long tokens) {
    return trial.store().gates().enter(MODEL, limit, tokens);
  }

  private static void settle(Trial trial, GateLimit limit, long tokens) {
    trial.store().gates().settle(MODEL, limit, tokens);
  }

  private static Duration second() {
    return Duration.ofSeconds(1);
  }

  private static List<RunId> claim(Trial trial, int limit) {
    return trial.store().queue().claim(Samples.WORKER, limit).stream()
        .map(leased -> leased.run().id())
        .toList();
  }

  private static RunId submit(Trial trial, String model) {
    ChatThread thread = trial.startThread();
    RunSubmission sample = trial.samples().submission(thread.id(), List.of());
    RunSpec spec = sample.spec();
    return trial
        .submit(
            thread,
            new RunSubmission(
                sample.id(),
                thread.id(),
                sample.messages(),
                new RunSpec(
                    spec.assistantId(),
                    spec.instructions(),
                    ModelSettings.of(model),
                    spec.tools(),
                    spec.toolChoice(),
                    spec.context(),
                    spec.metadata()),
                sample.createdAt(),
                sample.expiresIn(),
                sample.admission(),
                null,
                null))
        .run()
        .id();
  }
}
