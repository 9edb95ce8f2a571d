package io.threadkeep.context;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.kit.ContextPolicyContract;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract on every policy of ours and on one of a host's own, and on some that break it. */
class ContextPolicyContractTest {

  @Nested
  class OfLastMessages implements ContextPolicyContract {
    @Override
    public ContextPolicy policy() {
      return new LastMessages(20);
    }
  }

  @Nested
  class OfTokenBudget implements ContextPolicyContract {
    @Override
    public ContextPolicy policy() {
      return new TokenBudget(900);
    }
  }

  @Nested
  class OfTokenBudgetThatShortens implements ContextPolicyContract {
    @Override
    public ContextPolicy policy() {
      return new TokenBudget(400, Overflow.SHORTEN_TOOL_OUTPUTS);
    }
  }

  @Nested
  class OfEverything implements ContextPolicyContract {
    @Override
    public ContextPolicy policy() {
      return new Everything();
    }

    @Override
    public boolean readsEverything() {
      return true;
    }
  }

  @Nested
  class OfBlockAligned implements ContextPolicyContract {
    @Override
    public ContextPolicy policy() {
      return new BlockAligned(new TokenBudget(1_200, Overflow.SHORTEN_TOOL_OUTPUTS), 10);
    }
  }

  @Nested
  class OfPinned implements ContextPolicyContract {
    @Override
    public ContextPolicy policy() {
      return new Pinned(5, new LastMessages(12));
    }
  }

  @Nested
  class OfPinnedAndBlockAligned implements ContextPolicyContract {
    @Override
    public ContextPolicy policy() {
      return new Pinned(3, new BlockAligned(new LastMessages(30), 15));
    }
  }

  @Nested
  class OfBlockAlignedAndPinned implements ContextPolicyContract {
    @Override
    public ContextPolicy policy() {
      return new BlockAligned(new Pinned(4, new TokenBudget(1_500)), 16);
    }
  }

  @Nested
  class OfSummarising implements ContextPolicyContract {
    @Override
    public ContextPolicy policy() {
      return new Summarising(new BlockAligned(new TokenBudget(1_500), 8), "notes");
    }
  }

  @Nested
  class OfSummarisingAndPinned implements ContextPolicyContract {
    @Override
    public ContextPolicy policy() {
      return new Summarising(new Pinned(3, new BlockAligned(new LastMessages(16), 8)), "notes");
    }
  }

  @Nested
  class OfAuto implements ContextPolicyContract {
    @Override
    public ContextPolicy policy() {
      return new Auto();
    }
  }

  @Nested
  class OfTheHostsOwn implements ContextPolicyContract {
    @Override
    public ContextPolicy policy() {
      return new NewestTurns(3);
    }

    @Override
    public ContextPolicies policies() {
      return NewestTurns.POLICIES;
    }
  }

  @Test
  void aPolicyThatRemembersBreaksTheContract() {
    AtomicInteger asked = new AtomicInteger();
    ContextPolicy forgetful =
        new Broken(window -> new LastMessages(1 + asked.incrementAndGet() % 5).fill(window));
    assertBreaks(of(forgetful)::theSameLogGivesTheSameWindow);
  }

  @Test
  void aPolicyThatReadsAllToShowLittleBreaksTheContract() {
    ContextPolicy greedy =
        new Broken(
            window -> {
              new Everything().fill(window);
              window.dropBelow(window.turnStart());
            });
    assertBreaks(of(greedy)::aWindowCostsItsOwnSize);
  }

  @Test
  void aPolicyThatNobodyCanReadBackBreaksTheContract() {
    ContextPolicy unwritten = new Broken(window -> {});
    assertThatThrownBy(() -> of(unwritten).theWrittenFormIsReadBack())
        .hasMessageContaining("broken");
  }

  private static void assertBreaks(ThrowingCallable rule) {
    assertThatThrownBy(rule).isInstanceOf(AssertionError.class);
  }

  private static ContextPolicyContract of(ContextPolicy policy) {
    return () -> policy;
  }

  /** Whole turns from the newest on: a user's message, and all that follows it. */
  private record NewestTurns(int turns) implements ContextPolicy {
    static final ContextPolicies POLICIES =
        ContextPolicies.builtIn()
            .with(
                List.of(
                    ContextPolicyType.of(
                        "newest-turns",
                        "newest-turns(n)",
                        arguments -> new NewestTurns(arguments.require(1, 1).number(0)))));

    @Override
    public void fill(WindowBuilder window) {
      window.expect(4 * turns);
      long start = window.turnStart();
      int taken = 1;
      for (MessageGroup older = window.offer();
          older != null && taken < turns;
          older = window.offer()) {
        if (older.isFromUser()) {
          taken++;
          start = older.position();
        }
        window.take();
      }
      window.dropBelow(start);
    }

    @Override
    public String spec() {
      return "newest-turns(" + turns + ")";
    }
  }

  /** One that does what no policy may. */
  private record Broken(Filling filling) implements ContextPolicy {

    /** What it does. */
    interface Filling {
      void fill(WindowBuilder window);
    }

    @Override
    public void fill(WindowBuilder window) {
      filling.fill(window);
    }

    @Override
    public String spec() {
      return "broken";
    }
  }
}
