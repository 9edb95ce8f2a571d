package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.kit.transport.CallUnderWay;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.time.Duration;
import java.util.List;

/** What the vendor's client does by itself, and must not do here. */
final class ClientRows {
  private static final Duration PROMPTLY = Duration.ofSeconds(5);

  static final List<FailureRow> ROWS =
      List.of(
          FailureRow.fails(
              "Client: a stream that ends with finish_reason null, which it takes for success,",
              TruncatedAnswerException.class,
              trial -> {
                List<String> whole = trial.whole("One two three");
                return StubAnswer.events(whole.subList(0, whole.size() - 3));
              }),
          FailureRow.fails(
              "Client: Retry-After: 3600, for which it would wait and try again,",
              RateLimitedException.class,
              RetryAfter.LONGEST,
              trial -> StubAnswer.json(429, "{}", "Retry-After: 3600")),
          new FailureRow(
              "Client: a call that is blocked before the first byte ends when it is cancelled",
              trial -> cancel(trial, StubAnswer.silence())),
          new FailureRow(
              "Client: a call that is blocked within the answer ends when it is cancelled",
              trial ->
                  cancel(
                      trial, StubAnswer.stall(FailureRow.firstHalf(trial.whole("One two three"))))),
          new FailureRow(
              "Client: a call after the transport was closed fails at once", ClientRows::closed));

  private ClientRows() {}

  private static void cancel(OpenAiTrial trial, StubAnswer answer) {
    trial.provider.answers(answer);
    CallUnderWay call = CallUnderWay.start(trial.transport(), FailureRow.question());
    call.awaitCancellable(PROMPTLY);
    trial.provider.awaitRequest();

    call.cancel();

    assertThat(call.failure(PROMPTLY)).isInstanceOf(CallCancelledException.class);
    trial.awaitDisconnected();
  }

  private static void closed(OpenAiTrial trial) {
    trial.echoes();
    trial.transport().close();
    assertThat(
            catchThrowable(
                () -> trial.transport().call(FailureRow.question(), ModelCall.unobserved())))
        .isInstanceOf(ModelException.class);
    assertThat(trial.provider.requests()).isEmpty();
  }
}
