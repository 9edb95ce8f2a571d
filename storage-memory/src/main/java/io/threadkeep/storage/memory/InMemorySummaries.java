package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.Summaries;
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
  public void add(Scope scope, MadeSummary made) {
    memory.transaction(
        () -> {
          HeldThread thread = memory.thread(scope, made.summary().threadId());
          thread.add(made);
          return thread;
        });
  }
}
