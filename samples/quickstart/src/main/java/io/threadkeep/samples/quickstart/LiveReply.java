package io.threadkeep.samples.quickstart;

import io.threadkeep.event.RunListener;
import io.threadkeep.id.MessageId;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Role;
import io.threadkeep.run.RunStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Prints a reply while it is written, and on lines of their own what is said before it, such as
 * when tools are called. In the end exactly what is stored stands there: what was not heard is
 * added, and what an attempt wrote that failed is followed by the whole of the next one.
 */
final class LiveReply implements RunListener {
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final Console console;
  private final Runnable firstWord;
  private final CountDownLatch over = new CountDownLatch(1);

  /** What stands on the line; guarded by {@code this}, as is all below. */
  private final StringBuilder shown = new StringBuilder();

  /** What stands on the line is of this message; null between lines. */
  private @Nullable MessageId underWay;

  private boolean messageEnded;
  private boolean ended;

  /**
   * @param firstWord run before anything is printed
   */
  LiveReply(Console console, Runnable firstWord) {
    this.console = console;
    this.firstWord = firstWord;
  }

  @Override
  public synchronized void onText(MessageId message, String text) {
    if (!ended) {
      show(message, text);
    }
  }

  @Override
  public synchronized void onMessageEnded(
      MessageId message, @Nullable IncompleteReason incomplete) {
    messageEnded |= message.equals(underWay);
  }

  @Override
  public synchronized void onAttemptBegun(int attempt) {
    if (!ended) {
      breakOff();
    }
  }

  @Override
  public void onRunEnded(RunStatus status) {
    over.countDown();
  }

  @Override
  public void onFailure(Throwable failure) {
    over.countDown();
  }

  /** Waits until all has been heard of a run that has ended, or it is no longer worth waiting. */
  void awaitEnd() {
    try {
      boolean unused = over.await(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prints what is missing of {@code stored}, and ends the line. Nothing is heard any more. */
  synchronized void complete(MessageId reply, String stored) {
    ended = true;
    if (!reply.equals(underWay) || !stored.startsWith(shown.toString())) {
      breakOff();
    }
    show(reply, stored.substring(shown.length()));
    endLine();
  }

  /** There is no reply: whatever stands there is all there will be. */
  synchronized void giveUp() {
    ended = true;
    breakOff();
  }

  private void show(MessageId message, String text) {
    if (!message.equals(underWay)) {
      breakOff();
      firstWord.run();
      console.begin(Role.ASSISTANT);
      underWay = message;
    }
    console.write(text);
    shown.append(text);
  }

  private void breakOff() {
    if (underWay != null) {
      boolean whole = messageEnded;
      endLine();
      if (!whole) {
        console.note("That reply was not finished.");
      }
    }
  }

  private void endLine() {
    console.endLine();
    underWay = null;
    messageEnded = false;
    shown.setLength(0);
  }
}
