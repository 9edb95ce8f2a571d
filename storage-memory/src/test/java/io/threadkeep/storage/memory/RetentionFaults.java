package io.threadkeep.storage.memory;

import io.threadkeep.retention.RetentionRule;
import io.threadkeep.store.JobLease;
import io.threadkeep.store.JobLostException;
import io.threadkeep.store.RetentionBatch;
import io.threadkeep.store.RetentionStep;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with jobs, and with the rules for how long threads stay. */
final class RetentionFaults {

  private RetentionFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "Jobs.take",
            "lets everybody have a job",
            Set.of("JOB-1", "JOB-2", "JOB-3", "JOB-4", "JOB-5"),
            call -> call.with(2, Duration.ZERO).proceed()),
        Fault.in(
            "Jobs.save",
            "says nothing of a lost lease",
            Set.of("JOB-2"),
            call -> {
              try {
                return call.proceed();
              } catch (JobLostException unsaid) {
                return null;
              }
            }),
        Fault.in("Jobs.release", "lets nothing go", Set.of("JOB-4", "RETENTION-2"), call -> null),
        Fault.in(
            "ThreadRetention.apply",
            "knows one rule",
            Set.of("RETENTION-2"),
            call -> call.with(2, ofFirst(call.argument(2, RetentionStep.class))).proceed()),
        Fault.in(
            "ThreadRetention.apply",
            "saves nothing",
            Set.of("RETENTION-6"),
            call -> {
              Object saved = call.proceed();
              call.store().jobs().save(call.argument(0, JobLease.class), "");
              return saved;
            }),
        Fault.in(
            "ThreadRetention.look",
            "begins with the first thread again",
            Set.of("RETENTION-1", "RETENTION-3"),
            RetentionFaults::fromTheFirst),
        Fault.in(
            "ThreadRetention.look",
            "does what it counts",
            Set.of("RETENTION-1", "RETENTION-4", "RETENTION-5"),
            call -> {
              RetentionStep step = call.argument(0, RetentionStep.class);
              RetentionBatch[] counted = new RetentionBatch[1];
              Function<RetentionBatch, String> keep =
                  batch -> {
                    counted[0] = batch;
                    return "";
                  };
              JobLease lease =
                  call.store().jobs().take("look", "worker", Duration.ZERO).orElseThrow().lease();
              call.store().retention().apply(lease, "", step, keep);
              return counted[0];
            }));
  }

  private static RetentionStep ofFirst(RetentionStep step) {
    List<RetentionRule> first = step.rules().subList(0, 1);
    return new RetentionStep(first, step.after(), step.limit());
  }

  private static @Nullable Object fromTheFirst(TwistedStore.Call call) throws Throwable {
    RetentionStep step = call.argument(0, RetentionStep.class);
    RetentionBatch batch = (RetentionBatch) call.proceed();
    RetentionBatch first =
        call.store().retention().look(new RetentionStep(step.rules(), null, step.limit()));
    return batch == null
        ? null
        : new RetentionBatch(batch.position(), first.looked(), first.rules(), batch.more());
  }
}
