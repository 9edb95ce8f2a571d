package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.store.Backlog;
import java.time.Duration;

/**
 * HEALTH-1: how much waits.
 *
 * <ol>
 *   <li>The backlog is all runs that could be claimed, be their models' gates closed or not, and
 *       how long the first of them has been due.
 * </ol>
 */
interface BacklogRules extends StoreRules {

  @ContractRule("HEALTH-1")
  default void theBacklogIsWhatCouldBeClaimed(Trial trial) {
    assertThat(backlog(trial)).isEqualTo(Backlog.NONE);
    trial.submit();
    trial.pass(Duration.ofSeconds(3));
    trial.submit();
    trial.pass(Duration.ofSeconds(4));
    trial.store().gates().close("gpt-4.1-mini", Duration.ofSeconds(9));
    assertThat(backlog(trial)).isEqualTo(new Backlog(2, Duration.ofSeconds(7)));
    trial.pass(Duration.ofSeconds(10));
    assertThat(trial.store().queue().claim(Samples.WORKER, 1)).hasSize(1);
    assertThat(backlog(trial).runs()).isEqualTo(1);
    trial.pass(Samples.RUN_TIME);
    assertThat(backlog(trial)).isEqualTo(Backlog.NONE);
  }

  private static Backlog backlog(Trial trial) {
    return trial.store().queue().backlog();
  }
}
