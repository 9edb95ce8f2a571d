package io.threadkeep.kit;

import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** A transport that does what the rule says, and lets the rule wait for a call to come in. */
final class PuppetTransport implements ModelTransport {
  private static final long SECONDS = 30;
  static final Usage USAGE = Usage.of(30, 12);

  private final BiFunction<ModelRequest, ModelCall, ModelReply> behaviour;
  private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
  private final Semaphore asked = new Semaphore(0);

  PuppetTransport(BiFunction<ModelRequest, ModelCall, ModelReply> behaviour) {
    this.behaviour = behaviour;
  }

  /** Answers each question with {@code Re: } and the question. */
  static PuppetTransport answering() {
    return new PuppetTransport((request, call) -> reply("Re: " + newest(request)));
  }

  /** The same, after a while without a word. */
  static PuppetTransport thinking(Duration pause) {
    return new PuppetTransport(
        (request, call) -> {
          pause(pause);
          return reply("Re: " + newest(request));
        });
  }

  static ModelReply reply(String text) {
    return new ModelReply(List.of(new ContentPart.Text(text)), FinishReason.STOP, USAGE, "puppet");
  }

  /** Says {@code pieces} one after the other; the reply is all of them. */
  static ModelReply say(ModelCall call, String... pieces) {
    for (String piece : pieces) {
      call.emit(new ModelDelta.TextDelta(piece));
    }
    return reply(String.join("", pieces));
  }

  /** One piece after the other, with {@code pace} between them. */
  static ModelReply sayAt(Duration pace, ModelCall call, String... pieces) {
    for (String piece : pieces) {
      call.emit(new ModelDelta.TextDelta(piece));
      pause(pace);
    }
    return reply(String.join("", pieces));
  }

  private static void pause(Duration pause) {
    try {
      SystemTime.pause().pause(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted.", e);
    }
  }

  static String newest(ModelRequest request) {
    return request.messages().get(request.messages().size() - 1).text();
  }

  /** Until it has been called that many times; to be asked once. */
  void awaitAsked(int calls) {
    try {
      if (!asked.tryAcquire(calls, SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Called " + requests.size() + " times only.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted.", e);
    }
  }

  List<ModelRequest> requests() {
    return requests;
  }

  @Override
  public ModelReply call(ModelRequest request, ModelCall call) {
    requests.add(request);
    asked.release();
    return behaviour.apply(request, call);
  }

  @Override
  public void close() {}

  /**
   * A call that a rule holds up: it tells when it is entered, and stays until it is let go or
   * cancelled.
   */
  static final class Gate {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);

    ModelReply pass(ModelRequest request, ModelCall call) {
      call.onCancel(
          () -> {
            cancelled.countDown();
            open.countDown();
          });
      entered.countDown();
      await(open);
      if (cancelled.getCount() == 0) {
        throw new CallCancelledException("The call was cancelled.", null);
      }
      return reply("Re: " + newest(request));
    }

    /** As {@link #pass}, but deaf to cancelling, as a hanging provider may be. */
    ModelReply passDeaf(ModelRequest request, ModelCall call) {
      entered.countDown();
      await(open);
      return reply("Re: " + newest(request));
    }

    void awaitEntered() {
      await(entered);
    }

    void awaitCancelled() {
      await(cancelled);
    }

    void letGo() {
      open.countDown();
    }

    private static void await(CountDownLatch latch) {
      try {
        if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError("Nothing happened within " + SECONDS + " s.");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted.", e);
      }
    }
  }
}
