package io.threadkeep.kit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.ContractRule;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelException;

/** How calls are stopped: M5. */
public interface StopRules {

  /** A new transport, and a provider that nobody has asked anything yet. */
  TransportTrial newTrial();

  @ContractRule("M5")
  default void cancellingEndsACallThatHangs() {
    try (TransportTrial trial = newTrial()) {
      trial.hangs();
      CallUnderWay call = CallUnderWay.start(trial.transport(), Trials.question());
      call.awaitCancellable(Trials.PROMPTLY);

      call.cancel();

      assertThat(call.failure(Trials.PROMPTLY)).isInstanceOf(CallCancelledException.class);
      trial.awaitDisconnected();
    }
  }

  @ContractRule("M5")
  default void aCallThatIsCancelledAlreadyDoesNotWait() {
    try (TransportTrial trial = newTrial()) {
      trial.hangs();
      CallUnderWay call = CallUnderWay.startCancelled(trial.transport(), Trials.question());

      assertThat(call.failure(Trials.PROMPTLY)).isInstanceOf(CallCancelledException.class);
      trial.awaitDisconnected();
    }
  }

  @ContractRule("M5")
  default void closingTheTransportEndsItsCalls() {
    try (TransportTrial trial = newTrial()) {
      trial.hangs();
      CallUnderWay call = CallUnderWay.start(trial.transport(), Trials.question());
      call.awaitCancellable(Trials.PROMPTLY);

      trial.transport().close();

      assertThat(call.failure(Trials.PROMPTLY)).isInstanceOf(ModelException.class);
      assertThat(Trials.failureOf(trial, Trials.question())).isInstanceOf(ModelException.class);
    }
  }
}
