package io.threadkeep.transport.fake;

import io.threadkeep.kit.transport.ProviderFailure;
import io.threadkeep.kit.transport.SeenPrompt;
import io.threadkeep.kit.transport.TransportTrial;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.util.List;
import java.util.function.Function;

/** The fake is its own provider: there is nothing between the two to be seen or to break. */
final class FakeTrial implements TransportTrial {
  private volatile Function<ModelRequest, FakeAnswer> next = Echo::of;

  private final FakeTransport transport =
      FakeTransport.script().otherwise(request -> next.apply(request));

  @Override
  public ModelTransport transport() {
    return transport;
  }

  @Override
  public void answers(List<ContentPart> content, FinishReason finish, Usage usage) {
    next = request -> FakeAnswer.of(content, finish);
  }

  @Override
  public void echoes() {
    next = Echo::of;
  }

  @Override
  public void fails(ProviderFailure failure) {
    next = request -> FakeAnswer.failure(of(failure));
  }

  @Override
  public void hangs() {
    next = request -> FakeAnswer.hang();
  }

  @Override
  public void answersNothing() {
    next = request -> new Script(List.of(), null).answerTo(request, 1);
  }

  @Override
  public List<SeenPrompt> prompts() {
    return transport.requests().stream().map(SeenPrompt::of).toList();
  }

  @Override
  public String secret() {
    return "";
  }

  @Override
  public void awaitDisconnected() {}

  @Override
  public void close() {
    transport.close();
  }

  static FakeFailure of(ProviderFailure failure) {
    return switch (failure) {
      case RATE_LIMIT -> FakeFailure.RATE_LIMIT;
      case QUOTA_USED_UP -> FakeFailure.QUOTA;
      case UNKNOWN_KEY -> FakeFailure.AUTHENTICATION;
      case NO_PERMISSION -> FakeFailure.PERMISSION;
      case NO_SUCH_MODEL -> FakeFailure.NOT_FOUND;
      case BAD_REQUEST -> FakeFailure.INVALID_REQUEST;
      case PROMPT_TOO_LONG -> FakeFailure.CONTEXT_LENGTH;
      case SERVER_ERROR -> FakeFailure.OVERLOADED;
      case UNREADABLE_ANSWER -> FakeFailure.MALFORMED;
      case ANSWER_BREAKS_OFF -> FakeFailure.TRUNCATED;
    };
  }
}
