package io.threadkeep.transport.fake.cassette;

import io.threadkeep.kit.transport.ProviderFailure;
import io.threadkeep.kit.transport.SeenPrompt;
import io.threadkeep.kit.transport.TransportTrial;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** A trial whose provider is a model in memory; what stands before it is the subtype's. */
abstract class ProviderTrial implements TransportTrial {
  private volatile BiFunction<ModelRequest, ModelCall, ModelReply> next =
      (request, call) -> LiveModel.echo(request);

  final LiveModel live = new LiveModel((request, call) -> next.apply(request, call));

  @Override
  public void answers(List<ContentPart> content, FinishReason finish, Usage usage) {
    next = (request, call) -> new ModelReply(content, finish, usage, "live");
  }

  @Override
  public void echoes() {
    next = (request, call) -> LiveModel.echo(request);
  }

  @Override
  public void fails(ProviderFailure failure) {
    next =
        (request, call) -> {
          throw FailureType.valueOf(nameOf(failure))
              .exception("The key " + secret() + " is of no use.", Duration.ofSeconds(1));
        };
  }

  @Override
  public void hangs() {
    next = live::hang;
  }

  @Override
  public void answersNothing() {
    next =
        (request, call) -> {
          throw new InvalidRequestException("Nothing comes to mind.", null);
        };
  }

  @Override
  public List<SeenPrompt> prompts() {
    return live.requests().stream().map(SeenPrompt::of).toList();
  }

  @Override
  public void awaitDisconnected() {}

  private static String nameOf(ProviderFailure failure) {
    return switch (failure) {
      case RATE_LIMIT -> "RATE_LIMITED";
      case QUOTA_USED_UP -> "QUOTA_EXCEEDED";
      case UNKNOWN_KEY -> "AUTHENTICATION";
      case NO_PERMISSION -> "PERMISSION";
      case NO_SUCH_MODEL -> "MODEL_NOT_FOUND";
      case BAD_REQUEST -> "INVALID_REQUEST";
      case PROMPT_TOO_LONG -> "CONTEXT_LENGTH_EXCEEDED";
      case SERVER_ERROR -> "OVERLOADED";
      case UNREADABLE_ANSWER -> "MALFORMED_ANSWER";
      case ANSWER_BREAKS_OFF -> "TRUNCATED_ANSWER";
    };
  }
}
