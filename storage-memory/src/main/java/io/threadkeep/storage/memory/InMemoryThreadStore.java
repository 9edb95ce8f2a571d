package io.threadkeep.storage.memory;

import io.threadkeep.store.AssistantRecords;
import io.threadkeep.store.MessageLog;
import io.threadkeep.store.ModelGates;
import io.threadkeep.store.RunQueue;
import io.threadkeep.store.RunRecords;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.store.ToolLedger;
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
  private final AssistantRecords assistants;
  private final RunRecords runs;
  private final RunQueue queue;
  private final ToolLedger toolCalls;
  private final ModelGates gates;

  public InMemoryThreadStore(InstantSource clock, ThreadBounds bounds) {
    this(new Memory(clock, bounds));
  }

  InMemoryThreadStore(Memory memory) {
    this.threads = new InMemoryThreads(memory);
    this.messages = new InMemoryMessages(memory);
    this.assistants = new InMemoryAssistants(memory);
    this.runs = new InMemoryRuns(memory);
    this.queue = new InMemoryRunQueue(memory);
    this.toolCalls = new InMemoryToolLedger(memory);
    this.gates = new InMemoryModelGates(memory);
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

  /** Nothing is open: what is held goes when the store is no longer referred to. */
  @Override
  public void close() {}
}
