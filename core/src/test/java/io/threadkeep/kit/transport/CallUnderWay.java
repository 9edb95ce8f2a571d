package io.threadkeep.kit.transport;

import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on a thread of its own. */
public final class CallUnderWay {
  private final RecordedCall call = new RecordedCall();
  private final CompletableFuture<ModelReply> outcome = new CompletableFuture<>();

  private CallUnderWay() {}

  public static CallUnderWay start(ModelTransport transport, ModelRequest request) {
    CallUnderWay underWay = new CallUnderWay();
    underWay.run(transport, request);
    return underWay;
  }

  /** Starts a call that was cancelled before. */
  public static CallUnderWay startCancelled(ModelTransport transport, ModelRequest request) {
    CallUnderWay underWay = new CallUnderWay();
    underWay.cancel();
    underWay.run(transport, request);
    return underWay;
  }

  public void cancel() {
    call.cancel();
  }

  public RecordedCall call() {
    return call;
  }

  public void awaitCancellable(Duration atMost) {
    try {
      call.awaitCancellable(atMost);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** What the call returns within {@code atMost}. */
  public ModelReply reply(Duration atMost) {
    try {
      return outcome.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new AssertionError("The call failed.", e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("The call did not return within " + atMost + ".", e);
    }
  }

  /** What the call throws within {@code atMost}. */
  public Throwable failure(Duration atMost) {
    try {
      ModelReply reply = outcome.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      throw new AssertionError("The call was expected to fail, and returned " + reply + ".");
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (TimeoutException e) {
      throw new AssertionError("The call did not fail within " + atMost + ".", e);
    }
  }

  private void run(ModelTransport transport, ModelRequest request) {
    Thread thread =
        new Thread(
            () -> {
              try {
                outcome.complete(transport.call(request, call));
              } catch (Throwable e) { // Errors too are an outcome to look at.
                outcome.completeExceptionally(e);
              }
            },
            "call-under-way");
    thread.setDaemon(true);
    thread.start();
  }

  private static AssertionError interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new AssertionError("Interrupted while waiting for a call.", e);
  }
}
