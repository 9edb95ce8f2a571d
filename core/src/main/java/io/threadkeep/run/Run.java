package io.threadkeep.run;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import org.jspecify.annotations.Nullable;

/** One durable piece of work on a thread, as it stood when it was read. */
public record Run(
    RunId id, ThreadId threadId, Scope owner, RunSpec spec, RunProgress progress, RunTimes times) {

  /** The same run as somebody else's. */
  public Run ownedBy(Scope newOwner) {
    return new Run(id, threadId, newOwner, spec, progress, times);
  }

  public RunStatus status() {
    return progress.status();
  }

  public Usage usage() {
    return progress.usage();
  }

  public @Nullable RunError error() {
    return progress.error();
  }

  public Metadata metadata() {
    return spec.metadata();
  }
}
