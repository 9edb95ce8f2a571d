package io.threadkeep.storage.memory;

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
import java.time.InstantSource;

/**
 * Keeps threads in memory, for itself alone: they end with the process.
 *
 * <p>Safe for use by many threads; see the package for how. Leases, delays, expiry and idle time
 * are reckoned on the clock that it is given.
 */
public final class InMemoryThreadStore implements ThreadStore {
  private final ThreadRecords threads;
  private final MessageLog messages;
  private final MessageSearch search;
  private final AssistantRecords assistants;
  private final RunRecords runs;
  private final RunQueue queue;
  private final ToolLedger toolCalls;
  private final ModelGates gates;
  private final UsageRecords usage;
  private final Jobs jobs;
  private final ThreadRetention retention;
  private final Summaries summaries;
  private final Erasures erasures;
  private final Budgets budgets;

  public InMemoryThreadStore(InstantSource clock, ThreadBounds bounds) {
    this(new Memory(clock, bounds));
  }

  InMemoryThreadStore(Memory memory) {
    this.threads = new InMemoryThreads(memory);
    this.messages = new InMemoryMessages(memory);
    this.search = new InMemoryMessageSearch(memory);
    InMemoryAssistants heldAssistants = new InMemoryAssistants(memory);
    this.assistants = heldAssistants;
    this.runs = new InMemoryRuns(memory);
    this.queue = new InMemoryRunQueue(memory);
    this.toolCalls = new InMemoryToolLedger(memory);
    this.gates = new InMemoryModelGates(memory);
    this.usage = new InMemoryUsage(memory);
    InMemoryJobs held = new InMemoryJobs(memory);
    this.jobs = held;
    this.retention = new InMemoryRetention(memory, held);
    this.summaries = new InMemorySummaries(memory);
    this.erasures = new InMemoryErasures(memory, heldAssistants);
    this.budgets = new InMemoryBudgets(memory);
  }

  /** Holds everything for as long as the store itself is held. */
  public InMemoryThreadStore(InstantSource clock) {
    this(clock, ThreadBounds.NONE);
  }

  @Override
  public ThreadRecords threads() {
    return threads;
  }

  @Override
  public MessageLog messages() {
    return messages;
  }

  @Override
  public MessageSearch search() {
    return search;
  }

  @Override
  public AssistantRecords assistants() {
    return assistants;
  }

  @Override
  public RunRecords runs() {
    return runs;
  }

  @Override
  public RunQueue queue() {
    return queue;
  }

  @Override
  public ToolLedger toolCalls() {
    return toolCalls;
  }

  @Override
  public ModelGates gates() {
    return gates;
  }

  @Override
  public UsageRecords usage() {
    return usage;
  }

  @Override
  public Jobs jobs() {
    return jobs;
  }

  @Override
  public Erasures erasures() {
    return erasures;
  }

  @Override
  public ThreadRetention retention() {
    return retention;
  }

  @Override
  public Summaries summaries() {
    return summaries;
  }

  @Override
  public Budgets budgets() {
    return budgets;
  }

  /** Nothing is open: what is held goes when the store is no longer referred to. */
  @Override
  public void close() {}
}
