package io.threadkeep.transport.fake;

import io.threadkeep.kit.transport.ProviderFailure;
import io.threadkeep.kit.transport.SeenPrompt;
import io.threadkeep.kit.transport.TransportTrial;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.ContextLengthExceededException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelNotFoundException;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.PermissionException;
import io.threadkeep.transport.QuotaExceededException;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The fake is its own provider: there is nothing between the two to be seen or to break. */
final class FakeTrial implements TransportTrial {
  private volatile Function<ModelRequest, FakeAnswer> next = Script::echo;

  private final FakeTransport transport =
      FakeTransport.builder().otherwise(request -> next.apply(request));

  @Override
  public ModelTransport transport() {
    return transport;
  }

  @Override
  public void answers(List<ContentPart> content, FinishReason finish, Usage usage) {
    next = request -> new FakeAnswer.Reply(content, finish);
  }

  @Override
  public void echoes() {
    next = Script::echo;
  }

  @Override
  public void fails(ProviderFailure failure) {
    next = request -> FakeAnswer.failure(() -> exception(failure));
  }

  @Override
  public void hangs() {
    next = request -> FakeAnswer.hang();
  }

  @Override
  public void answersNothing() {
    next = request -> new Script(List.of(), List.of(), null).answerTo(request);
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

  private static ModelException exception(ProviderFailure failure) {
    String message = "On cue.";
    return switch (failure) {
      case RATE_LIMIT -> new RateLimitedException(message, Duration.ofSeconds(1), null);
      case QUOTA_USED_UP -> new QuotaExceededException(message, null);
      case UNKNOWN_KEY -> new AuthenticationException(message, null);
      case NO_PERMISSION -> new PermissionException(message, null);
      case NO_SUCH_MODEL -> new ModelNotFoundException(message, null);
      case BAD_REQUEST -> new InvalidRequestException(message, null);
      case PROMPT_TOO_LONG -> new ContextLengthExceededException(message, null);
      case SERVER_ERROR -> new OverloadedException(message, Duration.ZERO, null);
      case UNREADABLE_ANSWER -> new MalformedAnswerException(message, null);
      case ANSWER_BREAKS_OFF -> new TruncatedAnswerException(message, null);
    };
  }
}
