package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;
import static io.threadkeep.storage.jdbc.Operations.KEY;
import static io.threadkeep.storage.jdbc.Operations.TAGGED;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.Samples;
import io.threadkeep.kit.Trial;
import io.threadkeep.retention.RetentionCondition;
import io.threadkeep.retention.RetentionRule;
import io.threadkeep.store.JobLease;
import io.threadkeep.store.RetentionStep;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What is done with jobs, and by the rules for how long threads stay. */
final class LifeOperations {
  private static final String JOB = "retention";
  private static final RetentionRule ARCHIVE =
      RetentionRule.archive("archive", RetentionCondition.ANY.with("topic", "rivers"));
  private static final RetentionRule DELETE =
      RetentionRule.delete(
          "delete", RetentionCondition.ANY.idle(Duration.ofHours(1)), Duration.ofDays(1));

  private LifeOperations() {}

  static Stream<Operation> all() {
    return Stream.of(jobs(), retention(), erasures()).flatMap(lines -> lines);
  }

  private static Stream<Operation> jobs() {
    return Stream.of(
        Operation.of(
                "Jobs.take",
                "for the first time",
                t -> () -> t.store().jobs().take(JOB, "worker", Samples.LEASE))
            .leaves("tk_jobs", 1),
        Operation.of(
                "Jobs.take",
                "behind another",
                t -> {
                  lease(t);
                  t.pass(Samples.LEASE);
                  return () -> t.store().jobs().take(JOB, "another", Samples.LEASE);
                })
            .leaves("tk_jobs", 1),
        Operation.of(
            "Jobs.find",
            "one",
            t -> {
              lease(t);
              return () -> t.store().jobs().find(JOB);
            }),
        Operation.of(
            "Jobs.save",
            "some progress",
            t -> {
              JobLease lease = lease(t);
              return () -> {
                t.store().jobs().save(lease, "here");
                return "saved";
              };
            }),
        Operation.of(
            "Jobs.release",
            "one that is held",
            t -> {
              JobLease lease = lease(t);
              return () -> {
                t.store().jobs().release(lease);
                return "released";
              };
            }));
  }

  private static Stream<Operation> retention() {
    return Stream.of(
        Operation.of(
            "ThreadRetention.look",
            "at several",
            t -> {
              fill(t);
              return () -> t.store().retention().look(step());
            }),
        Operation.of(
                "ThreadRetention.apply",
                "to several",
                t -> {
                  fill(t);
                  JobLease lease = lease(t);
                  return () ->
                      t.store()
                          .retention()
                          .apply(lease, "", step(), batch -> "done " + batch.rules().size());
                })
            .leaves("tk_threads", 4)
            .untold());
  }

  private static Stream<Operation> erasures() {
    return Stream.of(
        Operation.of(
                "Erasures.erase",
                "a thread",
                t -> {
                  fill(t);
                  ThreadId thread = t.threadOf(t.submit()).id();
                  return () -> t.store().erasures().erase(ANN, thread, 100).receipt();
                })
            .leaves("tk_threads", 4)
            .leaves("tk_erasures", 1),
        Operation.of(
                "Erasures.erase",
                "a tenant",
                t -> {
                  t.store().threads().create(t.samples().thread(ANN, TAGGED), KEY);
                  t.store().assistants().create(ANN, t.samples().assistant());
                  t.submitAndClaim();
                  Scope tenant = Scope.tenant(ANN.tenant());
                  return () -> t.store().erasures().erase(tenant, null, 100).receipt();
                })
            .leaves("tk_erasures", 1));
  }

  private static RetentionStep step() {
    return new RetentionStep(List.of(ARCHIVE, DELETE), null, 100);
  }

  /** One to archive, two to delete, and one with a run that has not ended. */
  private static void fill(Trial t) {
    t.store().threads().create(t.samples().thread(ANN, TAGGED), null);
    for (int n = 0; n < 2; n++) {
      ChatThread thread = t.startThread();
      t.say(thread, "hello");
    }
    t.submit();
    t.pass(Duration.ofHours(2));
  }

  private static JobLease lease(Trial t) {
    return t.store().jobs().take(JOB, "worker", Samples.LEASE).orElseThrow().lease();
  }
}
