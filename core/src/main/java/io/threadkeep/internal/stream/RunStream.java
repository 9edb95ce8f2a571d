package io.threadkeep.internal.stream;

import io.threadkeep.event.EventBody;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepStatus;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.transport.ModelDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt at a run has to tell: filled by its model call and its driver, emptied by the
 * {@link EventWriter} and by the run's commits.
 *
 * <p>The two may hand over the same events at the same time: both number them alike, and the store
 * passes over those that it has.
 */
public final class RunStream {
  private final Lease lease;
  private final StreamNews news;

  /** Guarded by {@code this}, as is all below. */
  private final EventQueue events;

  private @Nullable CallStream call;
  private boolean callIsOver = true;
  private boolean firstWordIsOut;
  private boolean givenUp;

  public RunStream(LeasedRun leased, StreamNews news) {
    this.lease = leased.lease();
    this.news = news;
    this.events = new EventQueue(leased.lastEvent());
    events.add(new EventBody.AttemptBegun(leased.run().progress().attempts()));
    showLater();
  }

  Lease lease() {
    return lease;
  }

  public CallStream callBegins(StepId step, MessageId message) {
    CallStream begun = new CallStream(message, events);
    synchronized (this) {
      events.add(new EventBody.StepBegun(step));
      call = begun;
      callIsOver = false;
      firstWordIsOut = false;
    }
    showLater();
    return begun;
  }

  /** Has what was just added shown before long, unless it is stored with something else by then. */
  private void showLater() {
    long added;
    synchronized (this) {
      added = events.last();
    }
    news.hasBegun(() -> showNow(added));
  }

  private void showNow(long sequence) {
    synchronized (this) {
      if (!events.noteLate(sequence)) {
        return;
      }
    }
    news.wordIsWaiting();
  }

  /** Takes a piece, unless {@code from} is over: a call that was given up may go on talking. */
  public void add(CallStream from, ModelDelta piece) {
    synchronized (this) {
      if (from != call || callIsOver) {
        return;
      }
      from.add(piece);
      if (firstWordIsOut || !events.hasPieces()) {
        return;
      }
      firstWordIsOut = true;
    }
    news.wordIsWaiting();
  }

  /** Nothing that the call says from here on counts; returns what it has said. */
  public synchronized List<ContentPart> callEnds() {
    if (call == null) {
      return List.of();
    }
    if (!callIsOver) {
      call.end();
      callIsOver = true;
    }
    return call.content();
  }

  /**
   * {@code commit} with all that is not stored yet, and with what the commit itself is to tell. The
   * latter is kept nowhere else: a commit that is refused has told nothing.
   */
  public synchronized RunCommit tell(RunCommit commit) {
    callEnds();
    NewEvents unstored = events.handOver();
    List<EventBody> bodies = new ArrayList<>(unstored.bodies());
    for (MessageDraft message : commit.messages()) {
      if (call != null && message.id().equals(call.message())) {
        bodies.addAll(call.missing(message.body().content()));
      }
      bodies.add(new EventBody.MessageEnded(message.id(), message.origin().incomplete()));
    }
    for (RunStep step : commit.steps()) {
      if (step.status() != StepStatus.IN_PROGRESS) {
        bodies.add(new EventBody.StepEnded(step.id(), step.status()));
      } else if (commit.move() == RunMove.REQUIRE_ACTION) {
        bodies.add(new EventBody.ActionRequired(step.id()));
      }
    }
    return commit.telling(new NewEvents(unstored.after(), bodies));
  }

  /** What is to be stored now; nothing if it can wait for the next commit. */
  synchronized Optional<NewEvents> waiting() {
    return givenUp ? Optional.empty() : events.handOverAwaited();
  }

  public void isStored(NewEvents written) {
    synchronized (this) {
      events.storedUpTo(written.last());
    }
    news.isStored(lease.runId());
  }

  /** Whether they were stored is not known: they are to be handed over again. */
  synchronized void isNotStored() {
    events.handBack();
  }

  /** The store does not take them. Listeners miss something; the run is not to suffer for it. */
  synchronized void giveUp() {
    givenUp = true;
    events.drop();
  }
}
