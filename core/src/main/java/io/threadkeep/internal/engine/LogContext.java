package io.threadkeep.internal.engine;

import io.threadkeep.id.Scope;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.store.Claimant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Names the run that a thread is at work on in everything that is logged meanwhile: ours, the
 * transport's and the tools'. Ids only.
 */
final class LogContext implements AutoCloseable {
  private final Map<String, String> names;

  private LogContext(Map<String, String> names) {
    this.names = names;
    names.forEach(MDC::put);
  }

  static LogContext of(LeasedRun leased, Claimant worker) {
    Run run = leased.run();
    Scope owner = run.owner();
    Map<String, String> names = new LinkedHashMap<>();
    names.put("threadkeep.thread", run.threadId().value());
    names.put("threadkeep.run", run.id().value());
    names.put("threadkeep.assistant", run.spec().assistantId().value());
    names.put("threadkeep.tenant", owner.tenant());
    names.put("threadkeep.worker", worker.worker());
    return new LogContext(names);
  }

  @Override
  public void close() {
    names.keySet().forEach(MDC::remove);
  }
}
