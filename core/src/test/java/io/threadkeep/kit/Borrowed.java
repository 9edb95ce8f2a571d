package io.threadkeep.kit;

import io.threadkeep.store.AssistantRecords;
import io.threadkeep.store.Budgets;
import io.threadkeep.store.Erasures;
import io.threadkeep.store.Jobs;
import io.threadkeep.store.MessageLog;
import io.threadkeep.store.MessageSearch;
import io.threadkeep.store.ModelGates;
import io.threadkeep.store.RunQueue;
import io.threadkeep.store.RunRecords;
import io.threadkeep.store.Summaries;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.store.ThreadRetention;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.store.ToolLedger;
import io.threadkeep.store.UsageRecords;

/**
 * A store that stays open when it is closed: whoever opened it closes it.
 *
 * @param queue its own, or another one in its place
 */
record Borrowed(ThreadStore store, RunQueue queue) implements ThreadStore {

  Borrowed(ThreadStore store) {
    this(store, store.queue());
  }

  @Override
  public ThreadRecords threads() {
    return store.threads();
  }

  @Override
  public MessageLog messages() {
    return store.messages();
  }

  @Override
  public MessageSearch search() {
    return store.search();
  }

  @Override
  public AssistantRecords assistants() {
    return store.assistants();
  }

  @Override
  public RunRecords runs() {
    return store.runs();
  }

  @Override
  public ToolLedger toolCalls() {
    return store.toolCalls();
  }

  @Override
  public ModelGates gates() {
    return store.gates();
  }

  @Override
  public UsageRecords usage() {
    return store.usage();
  }

  @Override
  public Jobs jobs() {
    return store.jobs();
  }

  @Override
  public Erasures erasures() {
    return store.erasures();
  }

  @Override
  public ThreadRetention retention() {
    return store.retention();
  }

  @Override
  public Summaries summaries() {
    return store.summaries();
  }

  @Override
  public Budgets budgets() {
    return store.budgets();
  }

  @Override
  public void close() {}
}
