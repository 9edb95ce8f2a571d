package io.threadkeep.transport.fake.cassette;

import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.ModelReply;
import java.time.Duration;
import java.util.List;

/** What a request came to. */
sealed interface Outcome {

  record Answer(ModelReply reply) implements Outcome {}

  /**
   * A typed failure.
   *
   * @param retryAfter zero if the provider named no time
   * @param said by the model before it failed
   */
  record Failure(FailureType type, String message, Duration retryAfter, List<ContentPart> said)
      implements Outcome {
    public Failure {
      said = List.copyOf(said);
    }
  }
}
