package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.PendingRun;
import io.threadkeep.observe.Health;
import io.threadkeep.run.RunStatus;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * ENGINE-88 and 89: what operators see.
 *
 * <ol start="88">
 *   <li>A listener hears the whole of a run, in its order; what it throws harms nobody.
 *   <li>Health tells what waits and for how long, which gates are closed, and when it is over.
 * </ol>
 */
interface EngineObservationRules extends StoreRules {

  @ContractRule("ENGINE-88")
  default void aListenerHearsTheWholeOfARunAndDoesNoHarm(Trial trial) {
    Journal journal = new Journal();
    AtomicInteger calls = new AtomicInteger();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) ->
                switch (calls.incrementAndGet()) {
                  case 1 -> throw new RateLimitedException("slow", Duration.ofSeconds(9), null);
                  case 2 -> ToolAsking.asking(ToolAsking.weather("call-1"));
                  default -> PuppetTransport.say(call, "sun", "ny");
                });
    try (Workplace workplace =
        new Workplace(trial, transport, journal, PuppetTool.sunny(ToolTraits.defaults()))) {
      PendingRun run = workplace.ask("How is the weather?");
      assertThat(Workplace.endAsTimePasses(trial, run, Duration.ofSeconds(2)).status())
          .isEqualTo(RunStatus.COMPLETED);
      journal.awaitEnd();
      assertThat(journal.lines()).containsOnlyOnce("submitted");
      // A worker may be quicker than the thread that has submitted the run.
      assertThat(journal.lines())
          .filteredOn(line -> !line.equals("submitted"))
          .containsExactly(
              "attempt 1 begun",
              "gpt-4.1-mini closed",
              "gpt-4.1-mini RateLimitedException",
              "handed back by RELEASE",
              "attempt 1 ended queued",
              "attempt 1 begun",
              "gpt-4.1-mini answered with 42 tokens",
              "weather answered",
              "gpt-4.1-mini answered with 42 tokens as it went",
              "attempt 1 ended completed",
              "run ended completed");
    }
  }

  @ContractRule("ENGINE-89")
  default void healthTellsWhatWaitsAndWhenItIsOver(Trial trial) {
    Workplace idle =
        new Workplace(trial, trial.store(), PuppetTransport.answering(), Workplace.BRISK.slots(0));
    assertThat(idle.keep().health().status()).isEqualTo(Health.Status.UP);
    idle.ask("Anybody there?");
    trial.pass(Duration.ofSeconds(7));
    Health health = idle.keep().health();
    assertThat(health.status()).isEqualTo(Health.Status.UP);
    assertThat(health.backlog())
        .isNotNull()
        .satisfies(
            backlog -> {
              assertThat(backlog.runs()).isEqualTo(1);
              assertThat(backlog.oldestWait()).isEqualTo(Duration.ofSeconds(7));
            });
    trial.store().gates().close("elsewhere", Duration.ofSeconds(9));
    try (Workplace busy = new Workplace(trial, PuppetTransport.answering())) {
      while (!busy.keep().health().closedGates().containsKey("elsewhere")
          || busy.keep().health().sinceHeartbeat() == null) {
        Thread.onSpinWait();
      }
      assertThat(busy.keep().health().status()).isEqualTo(Health.Status.UP);
    }
    idle.close();
    assertThat(idle.keep().health().accepting()).isFalse();
    assertThat(idle.keep().health().status()).isEqualTo(Health.Status.DOWN);
  }
}
