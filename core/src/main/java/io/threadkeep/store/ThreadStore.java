package io.threadkeep.store;

import io.threadkeep.secrecy.Encryption;
import java.util.Optional;

/**
 * Where threads live. Safe for use by many threads; several instances, in several JVMs, may share
 * what is behind them.
 *
 * <p>What a store must do is numbered in {@code ThreadStoreContract}, core's test kit, which every
 * implementation runs. Errors are of {@link io.threadkeep.error.ThreadkeepException}'s family; one
 * that may go away is {@link StorageUnavailableException}.
 */
public interface ThreadStore extends AutoCloseable {

  ThreadRecords threads();

  MessageLog messages();

  MessageSearch search();

  AssistantRecords assistants();

  RunRecords runs();

  RunQueue queue();

  ToolLedger toolCalls();

  ModelGates gates();

  UsageRecords usage();

  Jobs jobs();

  ThreadRetention retention();

  Summaries summaries();

  Erasures erasures();

  Budgets budgets();

  /** What operators do with data keys; nothing if content is not sealed. */
  default Optional<Encryption> encryption() {
    return Optional.empty();
  }

  @Override
  void close();
}
