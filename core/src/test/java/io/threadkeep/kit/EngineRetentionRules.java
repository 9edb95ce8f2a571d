package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.observe.EngineListener;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.page.PageRequest;
import io.threadkeep.retention.RetentionCondition;
import io.threadkeep.retention.RetentionOptions;
import io.threadkeep.retention.RetentionReport;
import io.threadkeep.retention.RetentionReport.State;
import io.threadkeep.retention.RetentionRule;
import io.threadkeep.retention.RuleCount;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * ENGINE-90 to ENGINE-94: threads stay as long as the rules say.
 *
 * <ol start="90">
 *   <li>A pass by hand applies the rules to all threads, purges what is due, and tells of each
 *       batch; without rules it is refused.
 *   <li>A dry run counts, and changes nothing.
 *   <li>A pass that was broken off is gone on with where it was.
 *   <li>Of two passes at once one does the work.
 *   <li>The engine applies the rules by itself.
 * </ol>
 */
interface EngineRetentionRules extends StoreRules {
  RetentionRule IDLE =
      RetentionRule.delete("idle", RetentionCondition.ANY.idle(Duration.ofHours(2)), Duration.ZERO);
  RetentionOptions OPTIONS =
      RetentionOptions.none().rules(IDLE).every(Duration.ofDays(30)).batch(4, Duration.ZERO);

  @ContractRule("ENGINE-90")
  default void aPassByHandAppliesTheRules(Trial trial) {
    fill(trial, 10);
    List<RetentionReport> heard = new ArrayList<>();
    try (Workplace workplace = idle(trial, OPTIONS)) {
      workplace.chat().say("still here");
      assertThat(workplace.keep().retention().status()).isEmpty();
      RetentionReport report = workplace.keep().retention().run(heard::add);
      assertThat(report.state()).isEqualTo(State.FINISHED);
      assertThat(report.pass()).isEqualTo(1);
      assertThat(report.tally().looked()).isEqualTo(11);
      assertThat(report.tally().total()).isEqualTo(new RuleCount(10, 10, 0));
      assertThat(heard).extracting(seen -> seen.tally().looked()).startsWith(4L, 8L, 11L);
      assertThat(heard.get(heard.size() - 1)).isEqualTo(report);
      assertThat(workplace.keep().retention().status()).contains(report);
      assertThat(threads(trial)).isEmpty();
      assertThat(workplace.chat().messages()).hasSize(1);
      assertThat(workplace.keep().retention().run().pass()).isEqualTo(2);
    }
    try (Workplace workplace = idle(trial, RetentionOptions.none())) {
      assertThatThrownBy(() -> workplace.keep().retention().run())
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @ContractRule("ENGINE-91")
  default void aDryRunCountsAndChangesNothing(Trial trial) {
    fill(trial, 10);
    try (Workplace workplace = idle(trial, OPTIONS)) {
      RetentionReport report = workplace.keep().retention().dryRun();
      assertThat(report.dryRun()).isTrue();
      assertThat(report.tally().total()).isEqualTo(new RuleCount(10, 10, 0));
      assertThat(threads(trial)).hasSize(10);
      assertThat(workplace.keep().retention().status()).isEmpty();
    }
  }

  @ContractRule("ENGINE-92")
  default void aPassThatWasBrokenOffIsGoneOnWith(Trial trial) {
    fill(trial, 10);
    try (Workplace workplace = idle(trial, OPTIONS)) {
      assertThatThrownBy(
              () ->
                  workplace
                      .keep()
                      .retention()
                      .run(
                          report -> {
                            throw new IllegalStateException("broken off");
                          }))
          .hasMessage("broken off");
      assertThat(threads(trial)).hasSize(6);
    }
    try (Workplace workplace = idle(trial, OPTIONS)) {
      assertThat(workplace.keep().retention().status().orElseThrow().state())
          .isEqualTo(State.STOPPED);
      RetentionReport report = workplace.keep().retention().run();
      assertThat(report.pass()).isEqualTo(1);
      assertThat(report.tally().looked()).isBetween(10L, 12L);
      assertThat(report.tally().total()).isEqualTo(new RuleCount(10, 10, 0));
      assertThat(threads(trial)).isEmpty();
    }
  }

  @ContractRule("ENGINE-93")
  default void ofTwoPassesAtOnceOneDoesTheWork(Trial trial) {
    fill(trial, 30);
    try (Workplace one = idle(trial, OPTIONS);
        Workplace two = idle(trial, OPTIONS)) {
      List<RetentionReport> both =
          Race.values(
              Race.between(() -> one.keep().retention().run(), () -> two.keep().retention().run()));
      long done =
          both.stream()
              .filter(report -> report.state() == State.FINISHED && report.pass() == 1)
              .mapToLong(report -> report.tally().total().done())
              .sum();
      assertThat(done).isEqualTo(30);
      assertThat(threads(trial)).isEmpty();
    }
  }

  @ContractRule("ENGINE-94")
  default void theEngineAppliesTheRulesByItself(Trial trial) throws InterruptedException {
    fill(trial, 5);
    List<RetentionReport> heard = new ArrayList<>();
    EngineListener listener =
        new EngineListener() {
          @Override
          public void retained(RetentionReport report) {
            synchronized (heard) {
              heard.add(report);
              heard.notifyAll();
            }
          }
        };
    try (Workplace workplace =
        new Workplace(
            trial, trial.store(), PuppetTransport.answering(), options(OPTIONS), listener)) {
      synchronized (heard) {
        for (int turn = 0;
            heard.stream().noneMatch(report -> report.state() == State.FINISHED) && turn < 30;
            turn++) {
          heard.wait(1_000);
        }
      }
      assertThat(threads(trial)).isEmpty();
      assertThat(workplace.keep().retention().status().orElseThrow().pass()).isEqualTo(1);
    }
  }

  /** With threads that nobody has written to for two hours. */
  private static void fill(Trial trial, int count) {
    for (int n = 0; n < count; n++) {
      trial.say(trial.startThread(), "hello");
    }
    trial.pass(Duration.ofHours(2));
  }

  private static List<ChatThread> threads(Trial trial) {
    return trial
        .store()
        .threads()
        .list(Scopes.ANN, ThreadQuery.ALL, PageRequest.newestFirst().limit(100))
        .items();
  }

  /** One whose engine begins no pass before a thread is there that only it has. */
  private static Workplace idle(Trial trial, RetentionOptions options) {
    return new Workplace(
        trial, trial.store(), PuppetTransport.answering(), options(options.byHand()));
  }

  private static EngineOptions options(RetentionOptions options) {
    return Workplace.options().retention(options);
  }
}
