package io.threadkeep.storage.memory;

import io.threadkeep.context.Summary;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.Summaries;
import io.threadkeep.store.SummaryBasis;
import java.util.Map;
import java.util.Optional;

/** Summaries: held by the thread that they are of. */
final class InMemorySummaries implements Summaries {
  private final Memory memory;

  InMemorySummaries(Memory memory) {
    this.memory = memory;
  }

  @Override
  public Optional<MadeSummary> newest(Scope scope, ThreadId thread, String model, long position) {
    return memory.transaction(
        () ->
            memory
                .findThread(scope, thread)
                .map(held -> held.summaries(model).floorEntry(position))
                .map(Map.Entry::getValue));
  }

  @Override
  public boolean add(Scope scope, MadeSummary made, SummaryBasis basis) {
    return memory.transaction(
        () -> {
          HeldThread thread = memory.thread(scope, made.summary().threadId());
          boolean stands = stands(thread, made.summary(), basis);
          if (stands) {
            thread.add(made);
          }
          return stands;
        });
  }

  private static boolean stands(HeldThread thread, Summary summary, SummaryBasis basis) {
    Summary before = basis.before();
    MadeSummary there = before == null ? null : thread.summaries(summary.model()).get(before.to());
    return (before == null || (there != null && there.summary().equals(before)))
        && basis.isSaidBy(thread.log().before(summary.to() + 1, basis.said().size()));
  }
}
