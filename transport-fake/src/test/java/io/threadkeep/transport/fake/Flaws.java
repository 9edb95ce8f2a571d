package io.threadkeep.transport.fake;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.OverloadedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** What a careless transport does instead of an honest call. */
final class Flaws {

  private Flaws() {}

  static ModelReply withUsage(ModelReply reply, Usage usage) {
    return new ModelReply(reply.content(), reply.finish(), usage, reply.model());
  }

  static ModelReply finished(ModelReply reply, FinishReason finish) {
    return new ModelReply(reply.content(), finish, reply.usage(), reply.model());
  }

  static ModelReply shortened(ModelReply reply) {
    return new ModelReply(
        reply.content().subList(0, 1), reply.finish(), reply.usage(), reply.model());
  }

  static ModelReply madeUp() {
    return new ModelReply(
        List.of(new ContentPart.Text("Certainly!")), FinishReason.STOP, Usage.of(1, 1), "fake");
  }

  static ModelException overloaded() {
    return new OverloadedException("Something is wrong.", Duration.ZERO, null);
  }

  static ModelCall losingTheFirst(ModelCall call) {
    AtomicReference<ModelDelta> lost = new AtomicReference<>();
    return new ModelCall() {
      @Override
      public void emit(ModelDelta delta) {
        if (!lost.compareAndSet(null, delta)) {
          call.emit(delta);
        }
      }

      @Override
      public void onCancel(Runnable stop) {
        call.onCancel(stop);
      }

      @Override
      public boolean isCancelled() {
        return call.isCancelled();
      }
    };
  }

  static BrokenTrial.Flaw sharing() {
    Map<String, ModelReply> shared = new ConcurrentHashMap<>();
    return (honest, request, call) ->
        shared.computeIfAbsent("the one", one -> honest.call(request, call));
  }

  static BrokenTrial.Flaw stayingBroken() {
    AtomicReference<ModelException> broken = new AtomicReference<>();
    return (honest, request, call) -> {
      if (broken.get() != null) {
        throw broken.get();
      }
      return failing(
          honest,
          request,
          call,
          e -> {
            broken.set(e);
            return e;
          });
    };
  }

  static ModelReply callTwice(ModelTransport honest, ModelRequest request, ModelCall call) {
    try {
      return honest.call(request, call);
    } catch (ModelException e) {
      return honest.call(request, call);
    }
  }

  static ModelReply failing(
      ModelTransport honest,
      ModelRequest request,
      ModelCall call,
      UnaryOperator<ModelException> as) {
    try {
      return honest.call(request, call);
    } catch (ModelException e) {
      throw as.apply(e);
    }
  }

  static ModelReply content(ModelTransport honest, ModelRequest request, ModelCall call) {
    try {
      return honest.call(request, call);
    } catch (ModelException e) {
      return madeUp();
    }
  }

  static ModelReply answeringWhenClosed(
      ModelTransport honest, ModelRequest request, ModelCall call) {
    try {
      return honest.call(request, call);
    } catch (CallCancelledException e) {
      return madeUp();
    }
  }

  static ModelRequest newest(ModelRequest request) {
    List<Message> messages = request.messages();
    return with(
        request, request.instructions(), messages.subList(messages.size() - 1, messages.size()));
  }

  static ModelRequest instructed(ModelRequest request, String instructions) {
    return with(request, instructions, request.messages());
  }

  static ModelRequest with(ModelRequest request, String instructions, List<Message> messages) {
    return new ModelRequest(
        request.settings(),
        instructions,
        messages,
        request.tools(),
        request.toolChoice(),
        request.timeout());
  }
}
