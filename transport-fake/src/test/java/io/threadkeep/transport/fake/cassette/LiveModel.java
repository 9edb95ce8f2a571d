package io.threadkeep.transport.fake.cassette;

import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.ModelTransport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Stands for the provider: does what the test says, and remembers what it was asked. */
final class LiveModel implements ModelTransport {
  static final Usage USAGE = new Usage(21, 9, 4, 2);

  private final BiFunction<ModelRequest, ModelCall, ModelReply> behaviour;
  private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
  private final List<CountDownLatch> hanging = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  LiveModel(BiFunction<ModelRequest, ModelCall, ModelReply> behaviour) {
    this.behaviour = behaviour;
  }

  /** Answers with {@code Re: } and the newest message. */
  static LiveModel answering() {
    return new LiveModel((request, call) -> echo(request));
  }

  static LiveModel replying(ContentPart... content) {
    return new LiveModel((request, call) -> reply(content));
  }

  static LiveModel failing(RuntimeException error) {
    return new LiveModel(
        (request, call) -> {
          throw error;
        });
  }

  static ModelReply echo(ModelRequest request) {
    String newest = request.messages().get(request.messages().size() - 1).text();
    return reply(new ContentPart.Text("Re: " + newest));
  }

  static ModelReply reply(ContentPart... content) {
    return new ModelReply(List.of(content), FinishReason.STOP, USAGE, "live");
  }

  /** Says nothing until the call is cancelled, its time is over, or the model is closed. */
  ModelReply hang(ModelRequest request, ModelCall call) {
    CountDownLatch stop = new CountDownLatch(1);
    hanging.add(stop);
    call.onCancel(stop::countDown);
    try {
      if (!closed && !stop.await(request.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ModelTimeoutException("No answer.", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new CallCancelledException("Stopped.", null);
  }

  List<ModelRequest> requests() {
    return requests;
  }

  @Override
  public ModelReply call(ModelRequest request, ModelCall call) {
    requests.add(request);
    if (closed) {
      throw new CallCancelledException("Closed.", null);
    }
    return behaviour.apply(request, call);
  }

  @Override
  public void close() {
    closed = true;
    hanging.forEach(CountDownLatch::countDown);
  }
}
