package io.threadkeep.samples.supportdesk;

import io.threadkeep.event.RunListener;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.run.RunStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Prints what the assistant writes while it is written, a line for each message. */
final class WrittenReply implements RunListener {
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final Console console;
  private final Semaphore pauses = new Semaphore(0);
  private final CountDownLatch over = new CountDownLatch(1);

  /** What the line under way is of; told by one thread alone. */
  private @Nullable MessageId underWay;

  WrittenReply(Console console) {
    this.console = console;
  }

  @Override
  public void onText(MessageId message, String text) {
    if (!message.equals(underWay)) {
      endLine();
      console.write("Desk: ");
      underWay = message;
    }
    console.write(text);
  }

  @Override
  public void onMessageEnded(MessageId message, @Nullable IncompleteReason incomplete) {
    endLine();
  }

  /** What was not ended counts no more, and is written anew. */
  @Override
  public void onAttemptBegun(int attempt) {
    if (underWay != null) {
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
    endLine();
    over.countDown();
  }

  @Override
  public void onFailure(Throwable failure) {
    console.note("No more can be heard of the reply: " + failure.getMessage());
    over.countDown();
    pauses.release();
  }

  /** Waits until all is printed that a run had to say which has stopped. */
  void await(RunStatus stopped) throws InterruptedException {
    boolean unused =
        stopped.isFinal()
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
