package io.threadkeep.kit;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.StoredEvents;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a store shows of a tenant: for rules about what must not change, or must still be there.
 */
record Snapshot(
    List<ChatThread> threads,
    List<Message> messages,
    List<Run> runs,
    List<RunStep> steps,
    List<StoredEvents> events,
    List<MadeSummary> summaries,
    List<Assistant> assistants) {
  private static final PageRequest ALL = PageRequest.oldestFirst().limit(100);

  static Snapshot of(ThreadStore store, Scope tenant) {
    List<ChatThread> threads =
        Trial.walk(ALL, page -> store.threads().list(tenant, ThreadQuery.ALL, page));
    List<Message> messages = new ArrayList<>();
    List<Run> runs = new ArrayList<>();
    List<RunStep> steps = new ArrayList<>();
    List<StoredEvents> events = new ArrayList<>();
    List<MadeSummary> summaries = new ArrayList<>();
    for (ChatThread thread : threads) {
      store
          .summaries()
          .newest(tenant, thread.id(), "model", Long.MAX_VALUE)
          .ifPresent(summaries::add);
      messages.addAll(Trial.walk(ALL, page -> store.messages().list(tenant, thread.id(), page)));
      runs.addAll(Trial.walk(ALL, page -> store.runs().list(tenant, thread.id(), page)));
    }
    for (Run run : runs) {
      steps.addAll(Trial.walk(ALL, page -> store.runs().steps(tenant, run.id(), page)));
      events.add(store.runs().events(tenant, run.id(), 0, 100));
    }
    List<Assistant> assistants = Trial.walk(ALL, page -> store.assistants().list(tenant, page));
    return new Snapshot(threads, messages, runs, steps, events, summaries, assistants);
  }
}
