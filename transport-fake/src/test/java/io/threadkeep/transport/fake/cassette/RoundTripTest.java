package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.error.Retryable;
import io.threadkeep.kit.Chaos;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes into a cassette comes out of it, whatever it is. */
class RoundTripTest {
  private static final int CALLS = 20;
  private static final String MEGABYTE = "Lorem ipsum, dolor: \"sit\" amet.\n".repeat(1 << 15);

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("seeds")
  void randomCallsAreReplayedAsTheyWere(long seed) {
    RandomCalls calls = new RandomCalls(seed);
    List<ModelRequest> requests = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      requests.add(calls.request());
      outcomes.add(calls.outcome());
    }
    Path file = directory.resolve("random.yaml");
    CassetteOptions plain = CassetteOptions.defaults().redaction(Redaction.none());

    List<Object> live = new ArrayList<>();
    try (Cassette cassette = Cassette.open(file, plain.mode(CassetteMode.RECORD))) {
      Iterator<Outcome> next = outcomes.iterator();
      ModelTransport transport = cassette.transport(() -> model(next));
      requests.forEach(request -> live.add(comparable(transport, request)));
    }
    List<Object> replayed = new ArrayList<>();
    try (Cassette cassette = Cassette.open(file, plain)) {
      ModelTransport transport = new ReplayingTransport(cassette);
      requests.forEach(request -> replayed.add(comparable(transport, request)));
      cassette.verify();
    }
    assertThat(replayed).isEqualTo(live);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Chaos.times(12, 600));
  }

  @Test
  void everyHostileTextIsReplayedToTheLetter() {
    for (String text : HostileTexts.WELL_FORMED) {
      ModelRequest request =
          Prompts.of(
              text,
              NewMessage.user(text),
              NewMessage.of(Role.ASSISTANT, new ContentPart.ToolCall("x", "look", text)),
              Prompts.result("x", text));
      ContentPart[] answer = {
        new ContentPart.Text(text),
        new ContentPart.Refusal(text),
        new ContentPart.ToolCall("call_2", "look", text)
      };
      Path file = directory.resolve("hostile.yaml");
      String written = Tapes.record(file, LiveModel.replying(answer), request);
      assertThat(Tapes.replay(file, request).content()).as(written).containsExactly(answer);
    }
  }

  @Test
  void textsThatDifferByOneHostileCharacterAreNotTheSame() {
    List<String> alike =
        List.of("a b", "a\tb", "a  b", "a b ", "a b\n", "a\nb", "a\r\nb", "a\u0085b", "a\u2028b");
    for (String recorded : alike) {
      Path file = directory.resolve("alike.yaml");
      Tapes.record(file, LiveModel.answering(), Prompts.asking(recorded));
      for (String asked : alike) {
        try (Cassette cassette = Cassette.open(file)) {
          ModelTransport transport = new ReplayingTransport(cassette);
          Throwable refusal = catchThrowable(() -> Tapes.ask(transport, Prompts.asking(asked)));
          assertThat(refusal == null)
              .as("'%s' for '%s'", asked, recorded)
              .isEqualTo(asked.equals(recorded));
        }
      }
    }
  }

  @Test
  void illFormedTextsAreComparedAsTheyAreWritten() {
    for (String text : HostileTexts.ILL_FORMED) {
      Path file = directory.resolve("ill-formed.yaml");
      ModelRequest request = Prompts.of(text, NewMessage.user("Hello"));
      Tapes.record(file, LiveModel.answering(), request);
      assertThat(Tapes.replay(file, request)).isEqualTo(LiveModel.echo(request));
    }
  }

  @Test
  void largeTextsAreReplayed() {
    ModelRequest request = Prompts.asking(MEGABYTE);
    ContentPart[] answer = {
      new ContentPart.Text(MEGABYTE.replace("\n", " ")),
      new ContentPart.Text(MEGABYTE.substring(1 << 19).replace("\n", " \n"))
    };
    Path file = directory.resolve("large.yaml");
    Tapes.record(file, LiveModel.replying(answer), request);
    assertThat(Tapes.replay(file, request).content()).containsExactly(answer);
  }

  private static LiveModel model(Iterator<Outcome> outcomes) {
    return new LiveModel(
        (request, call) -> {
          Outcome outcome = outcomes.next();
          if (outcome instanceof Outcome.Failure failure) {
            throw failure.type().exception(failure.message(), failure.retryAfter());
          }
          return ((Outcome.Answer) outcome).reply();
        });
  }

  /** The outcome of a call, with call ids by their order of appearance. */
  private static Object comparable(ModelTransport transport, ModelRequest request) {
    try {
      ModelReply reply = Tapes.ask(transport, request);
      CallNumbers ids = new CallNumbers();
      List<ContentPart> content =
          reply.content().stream()
              .map(
                  part ->
                      part instanceof ContentPart.ToolCall call
                          ? new ContentPart.ToolCall(
                              ids.name(call.callId()), call.name(), call.arguments())
                          : part)
              .toList();
      return new ModelReply(content, reply.finish(), reply.usage(), reply.model());
    } catch (UnmatchedRequestException e) {
      throw e;
    } catch (ModelException e) {
      Duration delay = e instanceof Retryable later ? later.retryAfter() : Duration.ZERO;
      return List.of(e.getClass(), e.getMessage(), delay);
    }
  }
}
