package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Calls that are stopped between two words. */
class CancelTest {

  @BothApis
  void cancellingWhileTheModelIsSpeakingClosesTheConnection(ApiWire wire) throws Exception {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(StubAnswer.stall(trial.whole("Once upon a time").subList(0, 4)));
      RecordedCall call = new RecordedCall();
      CompletableFuture<ModelDelta> firstWord = new CompletableFuture<>();

      CompletableFuture<Throwable> failure =
          CompletableFuture.supplyAsync(() -> failure(trial, watching(call, firstWord::complete)));
      firstWord.get(5, TimeUnit.SECONDS);
      call.cancel();

      assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
      trial.awaitDisconnected();
    }
  }

  @BothApis
  void aListenerMayCancelFromWithin(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(StubAnswer.stall(trial.whole("Once upon a time").subList(0, 4)));
      RecordedCall call = new RecordedCall();

      Throwable thrown = failure(trial, watching(call, word -> call.cancel()));

      assertThat(thrown).isInstanceOf(CallCancelledException.class);
      assertThat(call.deltas()).hasSize(1);
      trial.awaitDisconnected();
    }
  }

  @BothApis
  void whatAListenerThrowsIsNotTakenForTheProvidersFault(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(StubAnswer.stall(trial.whole("Once upon a time").subList(0, 4)));
      IllegalStateException own = new IllegalStateException("Mine");

      Throwable thrown =
          failure(
              trial,
              watching(
                  new RecordedCall(),
                  word -> {
                    throw own;
                  }));

      assertThat(thrown).isSameAs(own);
      trial.awaitDisconnected();
    }
  }

  @BothApis
  void anInterruptedThreadDoesNotCall(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.hangs();
      Thread.currentThread().interrupt();

      Throwable thrown = failure(trial, ModelCall.unobserved());

      assertThat(Thread.interrupted()).isTrue();
      assertThat(thrown).isInstanceOf(CallCancelledException.class);
    }
  }

  private static Throwable failure(OpenAiTrial trial, ModelCall call) {
    return catchThrowable(() -> trial.transport().call(Prompts.asking("A tale, please"), call));
  }

  private static ModelCall watching(RecordedCall call, Consumer<ModelDelta> watcher) {
    return new ModelCall() {
      @Override
      public void emit(ModelDelta delta) {
        call.emit(delta);
        watcher.accept(delta);
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
}
