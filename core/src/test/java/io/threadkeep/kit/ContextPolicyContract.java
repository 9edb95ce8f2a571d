package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.context.ContextPolicies;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.ContextWindow;
import io.threadkeep.context.LastMessages;
import io.threadkeep.context.PinnedLog;
import io.threadkeep.context.PromptBudgetSpentException;
import io.threadkeep.context.PromptFrame;
import io.threadkeep.context.WindowOverflowException;
import io.threadkeep.context.WindowReplay;
import java.util.Optional;
import java.util.Random;

/**
 * POLICY-1 to 7: what a context policy keeps. Whoever writes one runs them on it.
 *
 * <ol>
 *   <li>The same log and frame give the same window, whatever was asked before.
 *   <li>Every window is one that a provider accepts, with the newest question in it, and its
 *       manifest accounts for every position.
 *   <li>A window of a long thread costs about what its own size costs.
 *   <li>The written form is read back as an equal policy.
 *   <li>What is said behind the pinned end changes nothing.
 *   <li>The prompt is never larger than what is left of the run's budget, and there is one as long
 *       as the current turn fits.
 *   <li>The window can be made again from its manifest.
 * </ol>
 */
public interface ContextPolicyContract {
  int LOGS = 50;

  ContextPolicy policy();

  /** What reads the written form. */
  default ContextPolicies policies() {
    return ContextPolicies.builtIn();
  }

  /** Whether the policy is meant to read all of a thread, however long it is. */
  default boolean readsEverything() {
    return false;
  }

  @ContractRule("POLICY-1")
  default void theSameLogGivesTheSameWindow() {
    LogFixture other = LogFixture.chat(70);
    for (int seed = 0; seed < LOGS; seed++) {
      LogFixture log = LogFixture.random(new Random(seed), 3 * seed).summed("notes", 7);
      Optional<ContextWindow> first = window(log, LogFixture.BARE);
      Optional<ContextWindow> unused = window(other, LogFixture.BARE);
      assertThat(window(log, LogFixture.BARE)).as("log %d", seed).isEqualTo(first);
    }
  }

  @ContractRule("POLICY-2")
  default void everyWindowIsValid() {
    for (int seed = 0; seed < LOGS; seed++) {
      LogFixture log = LogFixture.random(new Random(seed), 3 * seed).summed("notes", 7);
      String trial = policy().spec() + " of log " + seed;
      window(log, LogFixture.BARE).ifPresent(window -> ValidWindow.require(trial, log, window));
    }
    LogFixture chat = LogFixture.chat(5);
    assertThat(window(chat.until(1), LogFixture.BARE).map(window -> window.messages().size()))
        .as("a window of one small question")
        .hasValue(1);
  }

  @ContractRule("POLICY-3")
  default void aWindowCostsItsOwnSize() {
    LogFixture log = LogFixture.chat(2_000);
    int size = window(log, LogFixture.BARE).map(window -> window.messages().size()).orElse(0);
    assertThat(size).isPositive();
    if (!readsEverything()) {
      assertThat(log.rowsRead()).as("read for %d messages", size).isLessThan(100 + 4 * size);
      assertThat(log.queries()).isLessThan(12);
      assertThat(size).as("of a thread of 4,000 messages").isLessThan(2_000);
    }
  }

  @ContractRule("POLICY-4")
  default void theWrittenFormIsReadBack() {
    assertThat(policies().check(policy())).isEqualTo(policy());
    assertThat(policies().parse(policy().spec()).hashCode()).isEqualTo(policy().hashCode());
  }

  @ContractRule("POLICY-5")
  default void whatIsSaidLaterChangesNothing() {
    LogFixture log = LogFixture.random(new Random(7), 200).summed("notes", 7);
    for (int end = 0; end < log.end(); end += 7) {
      assertThat(window(log.pinnedTo(end), LogFixture.BARE))
          .as("up to %d", end)
          .isEqualTo(window(log.until(end), LogFixture.BARE));
    }
  }

  @ContractRule("POLICY-6")
  default void thePromptIsWithinWhatIsLeftOfTheBudget() {
    PromptFrame frame = new PromptFrame(50, LogFixture.SIZES);
    int cut = 0;
    for (int seed = 0; seed < LOGS; seed++) {
      LogFixture log = LogFixture.random(new Random(seed), 3 * seed).summed("notes", 7);
      PromptFrame tight = frame.atMost(60 + 30 * seed);
      Optional<ContextWindow> window = window(log, tight);
      window.ifPresent(
          within -> {
            assertThat(within.manifest().tokens()).isLessThanOrEqualTo(tight.most());
            ValidWindow.require(policy().spec() + " of log " + log.end(), log, within);
          });
      Optional<ContextWindow> free = window(log, frame);
      int turn = ContextWindow.of(new LastMessages(1), log, frame).manifest().tokens();
      if (turn <= tight.most() && free.isPresent()) {
        assertThat(window).as("a turn of %d in %d", turn, tight.most()).isPresent();
      }
      cut += window.equals(free) ? 0 : 1;
    }
    assertThat(cut).as("windows that were cut").isPositive();
  }

  @ContractRule("POLICY-7")
  default void theWindowCanBeMadeAgain() {
    for (int seed = 0; seed < LOGS; seed++) {
      LogFixture log = LogFixture.random(new Random(seed), 3 * seed).summed("notes", 7);
      String trial = policy().spec() + " of log " + seed;
      window(log, LogFixture.BARE)
          .ifPresent(
              window ->
                  assertThat(WindowReplay.of(window.manifest(), log, LogFixture.SIZES))
                      .as(trial)
                      .isEqualTo(window.messages()));
    }
  }

  /** Nothing where what must be in does not fit. */
  private Optional<ContextWindow> window(PinnedLog log, PromptFrame frame) {
    try {
      return Optional.of(ContextWindow.of(policy(), log, frame));
    } catch (WindowOverflowException | PromptBudgetSpentException e) {
      return Optional.empty();
    }
  }
}
