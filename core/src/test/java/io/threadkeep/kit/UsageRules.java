package io.threadkeep.kit;

import static io.threadkeep.kit.UsageLines.LARGE;
import static io.threadkeep.kit.UsageLines.OF_TODAY;
import static io.threadkeep.kit.UsageLines.SMALL;
import static io.threadkeep.kit.UsageLines.TODAY;
import static io.threadkeep.kit.UsageLines.line;
import static io.threadkeep.kit.UsageLines.run;
import static io.threadkeep.kit.UsageLines.sum;
import static io.threadkeep.kit.UsageLines.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.Usage;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageLine;
import io.threadkeep.usage.UsageQuery;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * USAGE-1 to USAGE-4: what was used, added up.
 *
 * <ol>
 *   <li>Each run counts with what it has committed, by whatever is asked for.
 *   <li>A run belongs to the UTC day on which it was created.
 *   <li>A user's sum is of the user's own runs, a tenant's of all its users'.
 *   <li>A sum of one thread, assistant or model is of nothing else.
 * </ol>
 */
interface UsageRules extends StoreRules {

  @ContractRule("USAGE-1")
  default void eachRunCountsWithWhatItHasCommitted(Trial trial) {
    assertThat(sum(trial, Scopes.ANN, OF_TODAY)).isEmpty();
    assertThat(sum(trial, Scopes.ANN, OF_TODAY.by(UsageKey.values()))).isEmpty();
    ChatThread thread = trial.startThread();
    AssistantId assistant = trial.samples().ids().assistant();
    run(trial, thread, assistant, "one", LARGE);
    run(trial, thread, assistant, "one", SMALL);
    run(trial, trial.startThread(Scopes.BOB), trial.samples().ids().assistant(), "two", SMALL);
    trial.submit();
    assertThat(sum(trial, Scopes.ANN, OF_TODAY))
        .containsExactly(line(null, null, null, null, null, 3, LARGE.plus(SMALL)));
    LeasedRun atWork = trial.claim();
    RunStep step = trial.samples().step(atWork.run().id());
    trial.commit(atWork, RunCommit.of(RunMove.ADVANCE).with(step, SMALL));
    assertThat(sum(trial, Scopes.ACME, OF_TODAY))
        .containsExactly(
            line(null, null, null, null, null, 4, LARGE.plus(SMALL).plus(SMALL).plus(SMALL)));
    assertThat(sum(trial, Scopes.ACME, OF_TODAY.by(UsageKey.values())))
        .hasSize(3)
        .contains(
            line(TODAY, "ann", thread.id(), assistant, "one", 2, LARGE.plus(SMALL)),
            line(
                TODAY,
                "ann",
                atWork.run().threadId(),
                atWork.run().spec().assistantId(),
                "gpt-4.1-mini",
                1,
                SMALL));
    assertThat(sum(trial, Scopes.ACME, OF_TODAY.by(UsageKey.MODEL)))
        .containsExactlyInAnyOrder(
            line(null, null, null, null, "one", 2, LARGE.plus(SMALL)),
            line(null, null, null, null, "two", 1, SMALL),
            line(null, null, null, null, "gpt-4.1-mini", 1, SMALL));
  }

  @ContractRule("USAGE-2")
  default void aRunBelongsToTheDayOnWhichItWasCreated(Trial trial) {
    ChatThread thread = trial.startThread();
    // Noon: the last microsecond of the day, and the first of the next.
    trial.pass(Duration.ofHours(12).minus(Duration.ofNanos(1_000)));
    run(trial, thread, "one", SMALL);
    trial.pass(Duration.ofNanos(1_000));
    run(trial, thread, "one", LARGE);
    trial.pass(Duration.ofDays(2));
    run(trial, thread, "one", SMALL);
    LocalDate tomorrow = TODAY.plusDays(1);
    UsageLine first = line(TODAY, null, null, null, null, 1, SMALL);
    UsageLine second = line(tomorrow, null, null, null, null, 1, LARGE);
    UsageLine third = line(TODAY.plusDays(3), null, null, null, null, 1, SMALL);
    UsageQuery byDay = OF_TODAY.by(UsageKey.DAY);
    assertThat(sum(trial, Scopes.ANN, byDay)).containsExactly(first);
    assertThat(sum(trial, Scopes.ANN, byDay.during(tomorrow, tomorrow))).containsExactly(second);
    assertThat(sum(trial, Scopes.ANN, byDay.during(TODAY, tomorrow)))
        .containsExactlyInAnyOrder(first, second);
    trial.store().threads().delete(Scopes.ANN, thread.id());
    assertThat(sum(trial, Scopes.ANN, byDay)).containsExactly(first);
    assertThat(sum(trial, Scopes.ANN, byDay.during(tomorrow, tomorrow.plusDays(1))))
        .containsExactly(second);
    assertThat(sum(trial, Scopes.ANN, UsageQuery.ever().by(UsageKey.DAY)))
        .containsExactlyInAnyOrder(first, second, third);
  }

  @ContractRule("USAGE-3")
  default void aSumIsOfItsScope(Trial trial) {
    List<Scope> owners =
        List.of(
            Scopes.ANN,
            Scopes.BOB,
            Scopes.ACME,
            Scope.user("acme", "Ann"),
            Scope.user("acme", "ann "),
            Scopes.GLOBEX_ANN);
    for (int i = 0; i < owners.size(); i++) {
      ChatThread kept = trial.startThread(owners.get(i));
      run(trial, kept, "one", Usage.of(1L << (4 * i), 0));
      ChatThread gone = trial.startThread(owners.get(i));
      run(trial, gone, "one", Usage.of(2L << (4 * i), 0));
      trial.store().threads().delete(owners.get(i), gone.id());
    }
    assertThat(tokens(trial, Scopes.ANN)).isEqualTo(0x3);
    assertThat(tokens(trial, Scopes.BOB)).isEqualTo(0x30);
    assertThat(tokens(trial, Scopes.ACME)).isEqualTo(0x33333);
    assertThat(tokens(trial, Scopes.GLOBEX)).isEqualTo(0x300000);
    assertThat(sum(trial, Scope.tenant("ACME"), OF_TODAY)).isEmpty();
    assertThat(sum(trial, Scopes.ACME, OF_TODAY.by(UsageKey.USER)))
        .extracting(line -> line.group().user())
        .containsExactlyInAnyOrder("ann", "bob", null, "Ann", "ann ");
  }

  @ContractRule("USAGE-4")
  default void aSumOfOneThingIsOfNothingElse(Trial trial) {
    AssistantId assistant = trial.samples().ids().assistant();
    ChatThread thread = trial.startThread();
    run(trial, thread, assistant, "one", Usage.of(1, 0));
    run(trial, thread, "two", Usage.of(2, 0));
    ChatThread other = trial.startThread();
    run(trial, other, assistant, "two", Usage.of(4, 0));
    run(trial, other, "One", Usage.of(8, 0));
    ChatThread gone = trial.startThread();
    run(trial, gone, assistant, "one", Usage.of(16, 0));
    run(trial, gone, "two", Usage.of(32, 0));
    trial.store().threads().delete(Scopes.ANN, gone.id());
    assertThat(tokens(trial, OF_TODAY.ofThread(thread.id()))).isEqualTo(1 + 2);
    assertThat(tokens(trial, OF_TODAY.ofAssistant(assistant))).isEqualTo(1 + 4 + 16);
    assertThat(tokens(trial, OF_TODAY.ofModel("one"))).isEqualTo(1 + 16);
    assertThat(tokens(trial, OF_TODAY.ofModel("two").ofAssistant(assistant))).isEqualTo(4);
    assertThat(tokens(trial, OF_TODAY.ofModel("two").ofThread(thread.id()))).isEqualTo(2);
    assertThat(sum(trial, Scopes.ANN, OF_TODAY.ofThread(gone.id()))).isEmpty();
    assertThat(sum(trial, Scopes.BOB, OF_TODAY.ofThread(thread.id()))).isEmpty();
  }
}
