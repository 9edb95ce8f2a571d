package io.threadkeep.internal.engine;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.engine.Summariser.Job;
import io.threadkeep.run.Usage;
import io.threadkeep.store.UsageRecords;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.usage.UsageEntry;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a model that sums up: through its gate, not for those who have spent their budgets,
 * and what it used goes into the ledger, since no run accounts for it.
 */
final class SummaryModel {
  private static final Logger LOG = LoggerFactory.getLogger(SummaryModel.class);

  private final ModelTransport transport;
  private final GateKeeper gates;
  private final BudgetKeeper budgets;
  private final UsageRecords ledger;
  private final IdSource ids;
  private final InstantSource clock;
  private final StoppableCalls calls = new StoppableCalls();

  SummaryModel(
      ModelTransport transport,
      GateKeeper gates,
      BudgetKeeper budgets,
      UsageRecords ledger,
      IdSource ids,
      InstantSource clock) {
    this.transport = transport;
    this.gates = gates;
    this.budgets = budgets;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
  }

  /** Its answer; nothing if it is not to be called now. */
  Optional<ModelReply> ask(Job job, ModelRequest request) {
    Usage most = SummaryPrompt.most(request);
    if (!budgets.haveRoom(job.owner(), job.thread(), job.model(), most)
        || !gates.enter(job.model(), most.totalTokens(), calls::areStopped).isZero()) {
      return Optional.empty();
    }
    return Optional.of(
        gates.through(
            job.model(),
            most.totalTokens(),
            () -> calls.make(call -> transport.call(request, call))));
  }

  /**
   * Notes in the ledger what an answer has used. One that was paid for is of use though it be
   * missing there.
   *
   * @param payer the thread's owner; nobody of the tenant, if that may have been erased
   */
  void note(Job job, Scope payer, Usage used) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    try {
      ledger.add(
          new UsageEntry(ids.step().value(), payer, today, job.assistant(), job.model(), used));
    } catch (ThreadkeepException e) {
      LOG.warn(
          "{}: what a summary has used, {}, is in no ledger: {}",
          job.thread(),
          used,
          e.getMessage());
    }
  }

  boolean isStopped() {
    return calls.areStopped();
  }

  /** Calls under way end, and there are no more. */
  void stop() {
    calls.stop();
  }
}
