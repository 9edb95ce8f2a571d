package io.threadkeep.transport.fake;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;
import java.util.List;

/**
 * A {@link ModelTransport} without a model: {@linkplain #echo() echoes}, reads from a {@linkplain
 * #scripted script}, or follows {@linkplain #builder() rules}. Remembers what it was asked.
 *
 * <p>Text is emitted word by word. Usage is what core would count for what was sent and answered.
 */
public final class FakeTransport implements ModelTransport {
  /** What every reply names as its model. */
  public static final String MODEL = "fake";

  private final Script script;
  private final PromptSizes sizes;
  private final Duration latency;
  private final WaitingRoom waitingRoom;
  private final RequestLog log = new RequestLog();

  FakeTransport(Script script, PromptSizes sizes, Duration latency, Pause pause) {
    this.script = script;
    this.sizes = sizes;
    this.latency = latency;
    this.waitingRoom = new WaitingRoom(pause);
  }

  /** Answers every message with {@code You said: …}. */
  public static FakeTransport echo() {
    return builder().otherwiseEcho();
  }

  /** Gives these replies in order; a request after the last one is an error. */
  public static FakeTransport scripted(String... replies) {
    return builder().thenReply(replies).otherwiseFail();
  }

  /** As {@link #scripted(String...)}, with tool calls, failures and the like. */
  public static FakeTransport scripted(FakeAnswer first, FakeAnswer... more) {
    return builder().then(first).then(more).otherwiseFail();
  }

  public static FakeTransportBuilder builder() {
    return new FakeTransportBuilder();
  }

  @Override
  public ModelReply call(ModelRequest request, ModelCall call) {
    log.add(request);
    FakeAnswer answer = script.answerTo(request);
    if (latency.compareTo(request.timeout()) >= 0 || answer instanceof FakeAnswer.Hang) {
      waitingRoom.await(request.timeout(), call);
      throw new ModelTimeoutException(
          "The fake transport gave no answer within " + request.timeout() + ".", null);
    }
    waitingRoom.await(latency, call);
    if (answer instanceof FakeAnswer.Failure failure) {
      throw failure.error().get();
    }
    return reply((FakeAnswer.Reply) answer, request, call);
  }

  /** What it was asked, oldest first; the newest 1,000. */
  public List<ModelRequest> requests() {
    return log.requests();
  }

  @Override
  public void close() {
    waitingRoom.close();
  }

  @Override
  public String toString() {
    return "FakeTransport";
  }

  private ModelReply reply(FakeAnswer.Reply answer, ModelRequest request, ModelCall call) {
    Pieces.of(answer.content())
        .forEach(
            piece -> {
              waitingRoom.leaveIfStopped(call);
              call.emit(piece);
            });
    return new ModelReply(answer.content(), answer.finish(), usage(answer, request), MODEL);
  }

  private Usage usage(FakeAnswer.Reply answer, ModelRequest request) {
    long prompt = sizes.preamble(request.instructions(), request.tools());
    prompt += request.messages().stream().mapToLong(m -> sizes.message(m.content())).sum();
    return Usage.of(prompt, sizes.message(answer.content()));
  }
}
