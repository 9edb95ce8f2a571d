package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;

import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.SummaryBasis;
import io.threadkeep.thread.ChatThread;
import java.util.List;
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
                        .add(
                            ANN,
                            t.samples().summary(thread, "model", to, "up to " + to),
                            Samples.NO_BASIS);
                  }
                  return () -> t.store().summaries().newest(ANN, thread, "model", 15);
                })
            .leaves("tk_summaries", 2),
        Operation.of(
                "Summaries.add",
                "a new one",
                t -> {
                  ChatThread thread = t.startThread();
                  List<Message> said = t.say(thread, "here");
                  MadeSummary made = t.samples().summary(thread.id(), "model", 1, "They are here.");
                  return () -> {
                    t.store().summaries().add(ANN, made, new SummaryBasis(null, said));
                    return t.store().summaries().newest(ANN, thread.id(), "model", 10);
                  };
                })
            .leaves("tk_summaries", 1),
        Operation.of(
                "Summaries.add",
                "one that is there",
                t -> {
                  ThreadId thread = t.startThread().id();
                  MadeSummary made = t.samples().summary(thread, "model", 10, "what was said");
                  t.store().summaries().add(ANN, made, Samples.NO_BASIS);
                  return () -> t.store().summaries().add(ANN, made, Samples.NO_BASIS);
                })
            .leaves("tk_summaries", 1));
  }
}
