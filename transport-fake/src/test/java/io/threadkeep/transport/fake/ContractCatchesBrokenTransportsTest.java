package io.threadkeep.transport.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.kit.ModelTransportContract;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the contract can fail: each of these transports breaks one of them. */
class ContractCatchesBrokenTransportsTest {

  @ParameterizedTest
  @MethodSource("mutants")
  void aBrokenTransportIsCaught(Mutant mutant) {
    ModelTransportContract honest = FakeTrial::new;
    ModelTransportContract broken = () -> new BrokenTrial(mutant.flaw());
    assertThatCode(() -> mutant.rule().accept(honest)).doesNotThrowAnyException();
    assertThat(catchThrowable(() -> mutant.rule().accept(broken))).isNotNull();
  }

  static Stream<Mutant> mutants() {
    return Stream.of(
        new Mutant(
            "forgets the usage",
            (honest, request, call) -> Flaws.withUsage(honest.call(request, call), Usage.NONE),
            ModelTransportContract::theWholeAnswerIsReturnedWithItsUsage),
        new Mutant(
            "loses a piece",
            (honest, request, call) -> honest.call(request, Flaws.losingTheFirst(call)),
            ModelTransportContract::whatIsEmittedAddsUpToWhatIsReturned),
        new Mutant(
            "takes every end for a good one",
            (honest, request, call) ->
                Flaws.finished(honest.call(request, call), FinishReason.STOP),
            ModelTransportContract::anAnswerThatIsCutOffSaysSo),
        new Mutant(
            "loses all tool calls but the first",
            (honest, request, call) -> Flaws.shortened(honest.call(request, call)),
            ModelTransportContract::toolCallsComeBackAndTheirResultsGoOut),
        new Mutant(
            "shares one answer between threads",
            Flaws.sharing(),
            ModelTransportContract::manyThreadsEachGetTheirOwnAnswer),
        new Mutant(
            "sends only what is new",
            (honest, request, call) -> honest.call(Flaws.newest(request), call),
            ModelTransportContract::theWholeWindowIsSentEachTimeInOrderAndToTheLetter),
        new Mutant(
            "lets messages into the instructions",
            (honest, request, call) ->
                honest.call(Flaws.instructed(request, request.messages().get(0).text()), call),
            ModelTransportContract::noTextOfAMessageGetsIntoTheInstructions),
        new Mutant(
            "strips the instructions",
            (honest, request, call) ->
                honest.call(Flaws.instructed(request, request.instructions().strip()), call),
            ModelTransportContract::noTextOfAMessageGetsIntoTheInstructions),
        new Mutant(
            "tries again by itself",
            Flaws::callTwice,
            ModelTransportContract::eachFailureIsOneTypedExceptionAfterOneRequest),
        new Mutant(
            "has one exception for everything",
            (honest, request, call) ->
                Flaws.failing(honest, request, call, e -> Flaws.overloaded()),
            ModelTransportContract::eachFailureIsOneTypedExceptionAfterOneRequest),
        new Mutant(
            "stays broken",
            Flaws.stayingBroken(),
            ModelTransportContract::aFailureDoesNotSpoilTheNextCall),
        new Mutant(
            "has no word for a timeout",
            (honest, request, call) ->
                Flaws.failing(
                    honest,
                    request,
                    call,
                    e -> e instanceof ModelTimeoutException ? Flaws.overloaded() : e),
            ModelTransportContract::anAnswerThatTakesTooLongIsATimeout),
        new Mutant(
            "takes half an answer for a whole one",
            Flaws::content,
            ModelTransportContract::anAnswerWithoutItsEndIsNoReply),
        new Mutant(
            "takes a cancelled call for a failed one",
            (honest, request, call) ->
                Flaws.failing(
                    honest,
                    request,
                    call,
                    e -> e instanceof CallCancelledException ? Flaws.overloaded() : e),
            ModelTransportContract::cancellingEndsACallThatHangs),
        new Mutant(
            "answers a call that was cancelled before",
            (honest, request, call) ->
                call.isCancelled() ? Flaws.madeUp() : honest.call(request, call),
            ModelTransportContract::aCallThatIsCancelledAlreadyDoesNotWait),
        new Mutant(
            "answers after it was closed",
            Flaws::answeringWhenClosed,
            ModelTransportContract::closingTheTransportEndsItsCalls),
        new Mutant(
            "tells the key",
            (honest, request, call) ->
                Flaws.failing(
                    honest,
                    request,
                    call,
                    e -> new TruncatedAnswerException("With " + BrokenTrial.SECRET, e)),
            ModelTransportContract::noFailureTellsTheKey),
        new Mutant(
            "makes up an answer", Flaws::content, ModelTransportContract::noAnswerIsNotMadeUp));
  }

  private record Mutant(String name, BrokenTrial.Flaw flaw, Consumer<ModelTransportContract> rule) {
    @Override
    public String toString() {
      return name;
    }
  }
}
