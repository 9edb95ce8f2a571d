package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.transport.CallUnderWay;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of many threads on one cassette. */
class SideBySideTest {
  private static final int CALLS = 32;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final CassetteOptions ANY_ORDER =
      CassetteOptions.defaults().matching(Matching.ANY_ORDER);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("crowd.yaml");
  }

  @Test
  void allCallsAreRecordedAndEachGetsItsOwnAnswerAgain() {
    List<ModelRequest> requests =
        IntStream.range(0, CALLS).mapToObj(i -> Prompts.asking("Question " + i)).toList();
    try (Cassette cassette = Cassette.open(file, Tapes.RECORD)) {
      askAll(cassette.transport(LiveModel::answering), requests);
    }
    try (Cassette cassette = Cassette.open(file, ANY_ORDER)) {
      askAll(new ReplayingTransport(cassette), requests);
      cassette.verify();
    }
  }

  @Test
  void equalRequestsShareTheirAnswersOut() {
    ModelRequest request = Prompts.asking("Again?");
    List<ModelRequest> requests = IntStream.range(0, CALLS).mapToObj(i -> request).toList();
    int[] next = {0};
    LiveModel counting =
        new LiveModel((asked, call) -> LiveModel.reply(new ContentPart.Text("No. " + next[0]++)));
    Tapes.record(file, counting, requests.toArray(ModelRequest[]::new));

    try (Cassette cassette = Cassette.open(file)) {
      ModelTransport transport = new ReplayingTransport(cassette);
      List<CallUnderWay> calls =
          requests.stream().map(each -> CallUnderWay.start(transport, each)).toList();
      assertThat(calls)
          .extracting(call -> call.reply(SOON).content().get(0))
          .doesNotHaveDuplicates()
          .hasSize(CALLS);
      cassette.verify();
    }
  }

  @Test
  void callsAreRecordedInTheOrderInWhichTheyBegan() throws InterruptedException {
    CountDownLatch slowIsIn = new CountDownLatch(1);
    CountDownLatch slowMayGo = new CountDownLatch(1);
    LiveModel model =
        new LiveModel(
            (request, call) -> {
              if (request.messages().get(0).text().equals("slow")) {
                slowIsIn.countDown();
                await(slowMayGo);
              }
              return LiveModel.echo(request);
            });
    try (Cassette cassette = Cassette.open(file, Tapes.RECORD)) {
      ModelTransport transport = cassette.transport(() -> model);
      CallUnderWay slow = CallUnderWay.start(transport, Prompts.asking("slow"));
      await(slowIsIn);
      Tapes.ask(transport, Prompts.asking("fast"));
      assertThat(Tapes.text(file)).contains("user: fast").doesNotContain("user: slow");
      slowMayGo.countDown();
      assertThat(slow.reply(SOON)).isNotNull();
    }
    assertThat(Tapes.text(file)).containsSubsequence("user: slow", "user: fast");
  }

  private static void askAll(ModelTransport transport, List<ModelRequest> requests) {
    List<CallUnderWay> calls =
        requests.stream().map(request -> CallUnderWay.start(transport, request)).toList();
    for (int i = 0; i < requests.size(); i++) {
      assertThat(calls.get(i).reply(SOON)).isEqualTo(LiveModel.echo(requests.get(i)));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(SOON.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted.", e);
    }
  }
}
