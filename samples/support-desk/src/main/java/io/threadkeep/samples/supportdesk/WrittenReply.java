package io.threadkeep.samples.supportdesk;

import io.threadkeep.event.RunListener;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.run.RunStatus;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Prints what the assistant writes while it is written, a line for each message. In the end what is
 * stored stands there, whatever was heard of it.
 */
final class WrittenReply implements RunListener {
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final Console console;
  private final Semaphore pauses = new Semaphore(0);
  private final CountDownLatch over = new CountDownLatch(1);

  private final Set<MessageId> printed;

  /** What the line under way is of; guarded by {@code this}, as is all below. */
  private @Nullable MessageId underWay;

  private boolean closed;

  /**
   * @param printed what stands there whole and is passed over; what is printed is added. Safe for
   *     use by many threads
   */
  WrittenReply(Console console, Set<MessageId> printed) {
    this.console = console;
    this.printed = printed;
  }

  @Override
  public synchronized void onText(MessageId message, String text) {
    if (closed || printed.contains(message)) {
      return;
    }
    if (!message.equals(underWay)) {
      endLine();
      console.write("Desk: ");
      underWay = message;
    }
    console.write(text);
  }

  /** It is what was said, too. */
  @Override
  public void onRefusal(MessageId message, String text) {
    onText(message, text);
  }

  @Override
  public synchronized void onMessageEnded(
      MessageId message, @Nullable IncompleteReason incomplete) {
    if (!closed && message.equals(underWay)) {
      printed.add(message);
      endLine();
    }
  }

  /** What was not ended counts no more, and is written anew. */
  @Override
  public synchronized void onAttemptBegun(int attempt) {
    if (!closed && underWay != null) {
      console.write("… once more:");
      endLine();
    }
  }

  @Override
  public void onActionRequired(StepId step) {
    pauses.release();
  }

  @Override
  public void onRunEnded(RunStatus status) {
    over.countDown();
  }

  @Override
  public void onFailure(Throwable failure) {
    console.note("No more can be heard of the reply: " + failure.getMessage());
    over.countDown();
    pauses.release();
  }

  /**
   * Prints {@code stored} unless it stands there whole. Nothing is heard any more.
   *
   * @param stored null if there is no reply
   */
  synchronized void complete(@Nullable Message stored) {
    closed = true;
    endLine();
    if (stored != null && !stored.text().isEmpty() && printed.add(stored.id())) {
      console.write("Desk: " + stored.text());
      console.endLine();
    }
  }

  /** Waits until all is printed that a run had to say which has stopped. */
  void await(RunStatus stopped) throws InterruptedException {
    boolean nothingMore = stopped.isFinal() || over.getCount() == 0;
    boolean unused =
        nothingMore
            ? over.await(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)
            : pauses.tryAcquire(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
  }

  private void endLine() {
    if (underWay != null) {
      console.endLine();
      underWay = null;
    }
  }
}
