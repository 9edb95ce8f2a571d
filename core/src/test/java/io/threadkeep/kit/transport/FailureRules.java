package io.threadkeep.kit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.error.Retryable;
import io.threadkeep.kit.ContractRule;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.time.Duration;
import java.util.stream.Stream;

/** What becomes of a provider's failures: M3, M4 and M6. */
public interface FailureRules {

  /** A new transport, and a provider that nobody has asked anything yet. */
  TransportTrial newTrial();

  @ContractRule("M3")
  default void eachFailureIsOneTypedExceptionAfterOneRequest() {
    for (ProviderFailure failure : ProviderFailure.values()) {
      try (TransportTrial trial = newTrial()) {
        trial.fails(failure);

        Throwable thrown = Trials.failureOf(trial, Trials.question());

        assertThat(thrown).as("%s", failure).isExactlyInstanceOf(failure.type());
        assertThat(thrown instanceof Retryable).as("%s", failure).isEqualTo(failure.isRetryable());
        assertThat(trial.prompts()).as("requests after %s", failure).hasSize(1);
      }
    }
  }

  @ContractRule("M3")
  default void aFailureDoesNotSpoilTheNextCall() {
    try (TransportTrial trial = newTrial()) {
      for (ProviderFailure failure : ProviderFailure.values()) {
        trial.fails(failure);
        Trials.failureOf(trial, Trials.question());

        trial.answers(Trials.text("Fine."), FinishReason.STOP, Usage.of(5, 5));
        ModelReply reply = trial.transport().call(Trials.question(), ModelCall.unobserved());
        assertThat(reply.content()).as("after %s", failure).isEqualTo(Trials.text("Fine."));
      }
    }
  }

  @ContractRule("M3")
  default void anAnswerThatTakesTooLongIsATimeout() {
    try (TransportTrial trial = newTrial()) {
      trial.hangs();

      Throwable thrown =
          Trials.failureOf(trial, Prompts.withTimeout(Trials.question(), Duration.ofMillis(200)));

      assertThat(thrown).isInstanceOf(ModelTimeoutException.class);
    }
  }

  @ContractRule("M4")
  default void anAnswerWithoutItsEndIsNoReply() {
    try (TransportTrial trial = newTrial()) {
      trial.fails(ProviderFailure.ANSWER_BREAKS_OFF);
      assertThat(Trials.failureOf(trial, Trials.question()))
          .isInstanceOf(TruncatedAnswerException.class);
    }
  }

  @ContractRule("M6")
  default void noFailureTellsTheKey() {
    for (ProviderFailure failure : ProviderFailure.values()) {
      try (TransportTrial trial = newTrial()) {
        String secret = trial.secret();
        trial.fails(failure);

        Throwable thrown = Trials.failureOf(trial, Trials.question());

        if (!secret.isEmpty()) {
          assertThat(trial.transport().toString()).doesNotContain(secret);
          Stream.iterate(thrown, t -> t != null, Throwable::getCause)
              .forEach(t -> assertThat(t.toString()).as("%s", failure).doesNotContain(secret));
        }
      }
    }
  }
}
