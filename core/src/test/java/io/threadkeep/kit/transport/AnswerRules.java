package io.threadkeep.kit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.ContractRule;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelReply;
import java.util.List;
import java.util.stream.IntStream;

/** What comes back from a model, whole: M1 and M7. */
public interface AnswerRules {

  /** A new transport, and a provider that nobody has asked anything yet. */
  TransportTrial newTrial();

  @ContractRule("M1")
  default void theWholeAnswerIsReturnedWithItsUsage() {
    try (TransportTrial trial = newTrial()) {
      List<ContentPart> paris = Trials.text("Paris, on the river Seine. \uD83D\uDDFC");
      trial.answers(paris, FinishReason.STOP, new Usage(21, 9, 4, 2));

      ModelReply reply = trial.transport().call(Trials.question(), ModelCall.unobserved());

      assertThat(reply.content()).isEqualTo(paris);
      assertThat(reply.finish()).isEqualTo(FinishReason.STOP);
      assertThat(reply.usage().promptTokens()).isPositive();
      assertThat(reply.usage().completionTokens()).isPositive();
      assertThat(reply.model()).isNotBlank();
    }
  }

  @ContractRule("M1")
  default void whatIsEmittedAddsUpToWhatIsReturned() {
    for (List<ContentPart> content :
        List.of(Trials.text("One two  three\nfour."), Trials.refusal(), Trials.toolCalls())) {
      try (TransportTrial trial = newTrial()) {
        trial.answers(content, Trials.finishOf(content), Usage.of(5, 5));
        RecordedCall call = new RecordedCall();

        ModelReply reply = trial.transport().call(Trials.question(), call);

        assertThat(reply.content()).isEqualTo(content);
        if (!call.deltas().isEmpty()) {
          assertThat(call.assembled()).isEqualTo(reply.content());
        }
      }
    }
  }

  @ContractRule("M1")
  default void anAnswerThatIsCutOffSaysSo() {
    try (TransportTrial trial = newTrial()) {
      for (FinishReason finish : List.of(FinishReason.LENGTH, FinishReason.CONTENT_FILTER)) {
        trial.answers(Trials.text("Once upon a"), finish, Usage.of(5, 5));

        ModelReply reply = trial.transport().call(Trials.question(), ModelCall.unobserved());

        assertThat(reply.finish()).isEqualTo(finish);
        assertThat(reply.content()).isEqualTo(Trials.text("Once upon a"));
      }
    }
  }

  @ContractRule("M1")
  default void manyThreadsEachGetTheirOwnAnswer() {
    try (TransportTrial trial = newTrial()) {
      trial.echoes();
      List<CallUnderWay> calls =
          IntStream.range(0, 32)
              .mapToObj(
                  i -> CallUnderWay.start(trial.transport(), Prompts.asking(Trials.canary(i))))
              .toList();

      for (int i = 0; i < calls.size(); i++) {
        ContentPart answer = calls.get(i).reply(Prompts.TIMEOUT).content().get(0);
        assertThat(((ContentPart.Text) answer).text()).contains(Trials.canary(i));
      }
    }
  }

  @ContractRule("M7")
  default void noAnswerIsNotMadeUp() {
    try (TransportTrial trial = newTrial()) {
      trial.answersNothing();
      assertThat(Trials.failureOf(trial, Trials.question())).isInstanceOf(ModelException.class);
    }
  }
}
