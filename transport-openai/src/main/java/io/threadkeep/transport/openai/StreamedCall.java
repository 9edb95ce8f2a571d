package io.threadkeep.transport.openai;

import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import io.threadkeep.limit.Limits;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelReply;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Reads one answer, event by event. Whatever the client throws on the way ends here; what the
 * listener throws goes through.
 */
final class StreamedCall {
  private final Exchange exchange;
  private final ModelCall call;
  private final Failures failures;
  private final OpenAiTimeouts timeouts;

  /** Characters so far. */
  private long received;

  StreamedCall(Exchange exchange, ModelCall call, Failures failures, OpenAiTimeouts timeouts) {
    this.exchange = exchange;
    this.call = call;
    this.failures = failures;
    this.timeouts = timeouts;
  }

  <E> ModelReply read(Supplier<HttpResponseFor<StreamResponse<E>>> open, Answer<E> answer) {
    HttpResponseFor<StreamResponse<E>> response =
        guarded(false, () -> ExchangeInterceptor.during(exchange, open));
    boolean spoken = false;
    boolean whole = false;
    try {
      requireStream(response);
      Iterator<E> events = guarded(true, () -> response.parse().stream().iterator());
      while (!answer.isWhole() && guarded(true, events::hasNext)) {
        List<ModelDelta> deltas = guarded(true, () -> answer.accept(events.next()));
        spoken |= !deltas.isEmpty();
        if (spoken) {
          exchange.bearSilence(answer.isThinking() ? timeouts.firstWord() : timeouts.gap());
        }
        for (ModelDelta delta : deltas) {
          leaveIfStopped();
          requireStorable(delta);
          call.emit(delta);
        }
      }
      ModelReply reply = guarded(true, answer::reply);
      whole = true;
      return reply;
    } finally {
      close(response, whole);
    }
  }

  private <T> T guarded(boolean answering, Supplier<T> step) {
    leaveIfStopped();
    try {
      return step.get();
    } catch (RuntimeException e) {
      leaveIfStopped();
      throw interrupted()
          ? cancelled("The thread of the call was interrupted.")
          : failures.of(e, answering);
    }
  }

  /** A web page, or a plain answer from a server that does not stream, has no events to read. */
  private static void requireStream(HttpResponseFor<?> response) {
    List<String> types = response.headers().values("content-type");
    String type = types.isEmpty() ? "" : types.get(0).toLowerCase(Locale.ROOT);
    for (String other : List.of("text/html", "application/json")) {
      if (type.startsWith(other)) {
        throw new MalformedAnswerException(
            "The provider was asked for an event stream and sent "
                + other
                + ". Check threadkeep.openai.base-url.",
            null);
      }
    }
  }

  /** What is longer than a message may be is of no use, and need not fill the memory. */
  private void requireStorable(ModelDelta delta) {
    received += length(delta);
    if (received > Limits.MESSAGE_BYTES) {
      throw new MalformedAnswerException(
          "The answer is longer than a message may be: " + Limits.MESSAGE_BYTES + " bytes.", null);
    }
  }

  private static int length(ModelDelta delta) {
    if (delta instanceof ModelDelta.TextDelta text) {
      return text.text().length();
    } else if (delta instanceof ModelDelta.RefusalDelta refusal) {
      return refusal.text().length();
    }
    return ((ModelDelta.ToolCallDelta) delta).arguments().length();
  }

  private void leaveIfStopped() {
    if (call.isCancelled() || exchange.isStopped()) {
      throw cancelled("The call was cancelled.");
    }
  }

  private static boolean interrupted() {
    return Thread.currentThread().isInterrupted();
  }

  private static ModelException cancelled(String message) {
    return new CallCancelledException(message, null);
  }

  private void close(HttpResponseFor<?> response, boolean whole) {
    if (!whole) {
      // Without this, closing would wait for more of an answer that nobody wants.
      exchange.stop();
    }
    try {
      response.close();
    } catch (RuntimeException e) {
      // The outcome of the call is decided already; a connection that fails to close is gone.
      exchange.stop();
    } finally {
      exchange.end();
    }
  }
}
