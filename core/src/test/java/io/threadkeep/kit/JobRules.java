package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.store.JobLease;
import io.threadkeep.store.JobLostException;
import io.threadkeep.store.JobState;
import io.threadkeep.store.TakenJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * JOB-1 to JOB-5: work that one process does at a time.
 *
 * <ol>
 *   <li>A job is taken by one, and is another one's when the lease has run out.
 *   <li>Who takes it goes on from what was saved; a lost lease saves nothing.
 *   <li>Saving extends the lease.
 *   <li>A job that is let go can be taken at once; a lost lease lets nothing go.
 *   <li>Of several who take it at once one gets it.
 * </ol>
 */
interface JobRules extends StoreRules {
  String JOB = "tidy up";

  @ContractRule("JOB-1")
  default void aJobIsTakenByOne(Trial trial) {
    assertThat(trial.store().jobs().find(JOB)).isEmpty();
    TakenJob first = take(trial, "one").orElseThrow();
    assertThat(first.progress()).isEmpty();
    assertThat(take(trial, "two")).isEmpty();
    assertThat(take(trial, "one")).isEmpty();
    assertThat(trial.store().jobs().take("another", "two", Samples.LEASE)).isPresent();
    trial.pass(Samples.LEASE);
    assertThat(take(trial, "two").orElseThrow().lease().token())
        .isGreaterThan(first.lease().token());
  }

  @ContractRule("JOB-2")
  default void whoTakesItGoesOnFromWhatWasSaved(Trial trial) {
    JobLease first = take(trial, "one").orElseThrow().lease();
    trial.store().jobs().save(first, "{\"at\":\"r\u00E9d \uD83D\uDE00\"}");
    trial.pass(Samples.LEASE);
    // Nobody has taken it: it is still the first one's.
    trial.store().jobs().save(first, "here");
    trial.pass(Samples.LEASE);
    TakenJob second = take(trial, "two").orElseThrow();
    assertThat(second.progress()).isEqualTo("here");
    assertThatExceptionOfType(JobLostException.class)
        .isThrownBy(() -> trial.store().jobs().save(first, "there"))
        .satisfies(e -> assertThat(e.lease()).isEqualTo(first));
    trial.pass(Duration.ofSeconds(1));
    assertThat(trial.store().jobs().find(JOB))
        .contains(new JobState(true, "here", Samples.LEASE.plusSeconds(1)));
  }

  @ContractRule("JOB-3")
  default void savingExtendsTheLease(Trial trial) {
    JobLease lease = take(trial, "one").orElseThrow().lease();
    for (int n = 0; n < 3; n++) {
      trial.pass(Samples.LEASE.minusMillis(1));
      trial.store().jobs().save(lease, "step " + n);
    }
    assertThat(take(trial, "two")).isEmpty();
    assertThat(trial.store().jobs().find(JOB))
        .contains(new JobState(true, "step 2", Duration.ZERO));
    trial.pass(Samples.LEASE);
    assertThat(trial.store().jobs().find(JOB).orElseThrow().held()).isFalse();
  }

  @ContractRule("JOB-4")
  default void aJobThatIsLetGoCanBeTakenAtOnce(Trial trial) {
    JobLease first = take(trial, "one").orElseThrow().lease();
    trial.store().jobs().save(first, "here");
    trial.store().jobs().release(first);
    assertThat(trial.store().jobs().find(JOB).orElseThrow().held()).isFalse();
    assertThat(take(trial, "two").orElseThrow().progress()).isEqualTo("here");
    trial.store().jobs().release(first);
    assertThat(take(trial, "three")).isEmpty();
  }

  @ContractRule("JOB-5")
  default void ofSeveralWhoTakeItAtOnceOneGetsIt(Trial trial) {
    for (int n = 0; n < 10; n++) {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String worker = n + "." + i;
        calls.add(() -> take(trial, worker).isPresent());
      }
      assertThat(Race.values(Race.among(calls))).containsOnlyOnce(true);
      trial.pass(Samples.LEASE);
    }
  }

  private static Optional<TakenJob> take(Trial trial, String worker) {
    return trial.store().jobs().take(JOB, worker, Samples.LEASE);
  }
}
