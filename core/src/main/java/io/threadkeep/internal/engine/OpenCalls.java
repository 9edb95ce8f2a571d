package io.threadkeep.internal.engine;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.Origin;
import io.threadkeep.run.Run;
import io.threadkeep.run.StepStatus;
import io.threadkeep.store.ThreadStore;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the tool calls of runs that ended without a worker: each gets a result that says so. Until
 * that is done, and should it fail, windows pass such calls over.
 */
final class OpenCalls {
  private static final Logger LOG = LoggerFactory.getLogger(OpenCalls.class);

  private final ThreadStore store;
  private final MessageDrafts messages;
  private final InstantSource clock;

  OpenCalls(ThreadStore store, MessageDrafts messages, InstantSource clock) {
    this.store = store;
    this.messages = messages;
    this.clock = clock;
  }

  void close(Run run) {
    if (!run.status().isFinal() || run.progress().advances() == 0) {
      return;
    }
    try {
      LeftBehind.open(store, run).ifPresent(round -> close(run, round));
    } catch (ThreadkeepException e) {
      LOG.warn("{}: its open tool calls stay open: {}", run.id(), e.getMessage());
    }
  }

  private void close(Run run, Round round) {
    Origin origin = new Origin(run.id(), run.spec().assistantId(), null);
    List<MessageDraft> results =
        round.open().stream()
            .map(call -> ClosedCalls.result(call.callId(), run.status()))
            .map(result -> messages.result(result, origin))
            .toList();
    StepStatus end =
        switch (run.status()) {
          case FAILED -> StepStatus.FAILED;
          case EXPIRED -> StepStatus.EXPIRED;
          default -> StepStatus.CANCELLED;
        };
    store
        .runs()
        .close(
            run.owner(),
            run.id(),
            results,
            List.of(round.step().ended(end, run.error(), clock.instant())));
  }
}
