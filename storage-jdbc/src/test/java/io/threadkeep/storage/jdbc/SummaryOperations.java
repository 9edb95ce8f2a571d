package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;

import io.threadkeep.id.ThreadId;
import io.threadkeep.store.MadeSummary;
import java.util.stream.Stream;

/** What is asked of the store for summaries. */
final class SummaryOperations {

  private SummaryOperations() {}

  static Stream<Operation> all() {
    return Stream.of(
        Operation.of(
                "Summaries.newest",
                "one of two",
                t -> {
                  ThreadId thread = t.startThread().id();
                  for (int to = 10; to <= 20; to += 10) {
                    t.store()
                        .summaries()
                        .add(ANN, t.samples().summary(thread, "model", to, "up to " + to));
                  }
                  return () -> t.store().summaries().newest(ANN, thread, "model", 15);
                })
            .leaves("tk_summaries", 2),
        Operation.of(
                "Summaries.add",
                "a new one",
                t -> {
                  ThreadId thread = t.startThread().id();
                  MadeSummary made = t.samples().summary(thread, "model", 10, "what was said");
                  return () -> {
                    t.store().summaries().add(ANN, made);
                    return t.store().summaries().newest(ANN, thread, "model", 10);
                  };
                })
            .leaves("tk_summaries", 1),
        Operation.of(
                "Summaries.add",
                "one that is there",
                t -> {
                  ThreadId thread = t.startThread().id();
                  MadeSummary made = t.samples().summary(thread, "model", 10, "what was said");
                  t.store().summaries().add(ANN, made);
                  return () -> {
                    t.store().summaries().add(ANN, made);
                    return made;
                  };
                })
            .leaves("tk_summaries", 1));
  }
}
