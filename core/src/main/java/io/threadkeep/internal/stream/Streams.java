package io.threadkeep.internal.stream;

import io.threadkeep.event.RunEvent;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.time.Alarms;
import io.threadkeep.internal.time.Alarms.Alarm;
import io.threadkeep.internal.worker.ThreadSource;
import io.threadkeep.run.Run;
import io.threadkeep.store.RunRecords;
import io.threadkeep.store.ThreadStore;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** The face of the package: what this JVM's runs tell, and who listens here. */
public final class Streams implements StreamNews, AutoCloseable {
  private static final int PAGE = 100;

  /** A call that is over by then begins and ends in one commit. */
  private static final Duration LATE = Duration.ofMillis(100);

  private final RunRecords runs;
  private final EventWriter writer;
  private final Feeds feeds;
  private final Alarms alarms;
  private final Runnable wakeWriter;

  /**
   * @param streams of the runs that are held here
   * @param wakeWriter has {@link #flush} called soon
   */
  public Streams(
      ThreadStore store,
      Supplier<Collection<RunStream>> streams,
      Alarms alarms,
      ThreadSource threads,
      Runnable wakeWriter) {
    this.runs = store.runs();
    this.writer = new EventWriter(store.queue()::publish, streams);
    this.feeds = new Feeds(threads.newExecutor("listener"), alarms);
    this.alarms = alarms;
    this.wakeWriter = wakeWriter;
  }

  /** Those after {@code sequence}; each subscriber has its own way through them. */
  public Flow.Publisher<RunEvent> events(Scope scope, RunId run, long after) {
    EventSource source = sequence -> runs.events(scope, run, sequence, PAGE);
    return listener ->
        feeds.listen(run, source, after, Objects.requireNonNull(listener, "subscriber"));
  }

  /** Stores what waits to be shown: one round of the writer. */
  public void flush() {
    writer.flush();
  }

  @Override
  public void wordIsWaiting() {
    wakeWriter.run();
  }

  @Override
  public void hasBegun(Runnable late) {
    Alarm unused = alarms.set(LATE, late);
  }

  @Override
  public void isStored(RunId run) {
    feeds.wake(run);
  }

  /** The run has ended, and nothing of it can be read any more. */
  public void isOver(Run run) {
    feeds.end(run);
  }

  @Override
  public void close() {
    feeds.close();
  }
}
