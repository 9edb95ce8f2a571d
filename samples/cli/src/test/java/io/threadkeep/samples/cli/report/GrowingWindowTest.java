package io.threadkeep.samples.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.context.Everything;
import io.threadkeep.context.LastMessages;
import io.threadkeep.kit.Chaos;
import io.threadkeep.kit.LogFixture;
import io.threadkeep.message.Message;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Random;
import java.util.RandomAccess;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GrowingWindowTest {
  private static final Assumptions ASSUMPTIONS =
      new Assumptions(330, 1024, 128, Duration.ofMinutes(10), null);

  @Test
  void itShowsWhatThePolicyShows() {
    for (int seed = 0; seed < Chaos.times(60, 2_000); seed++) {
      Random random = new Random(seed);
      LogFixture log = seed % 2 == 0 ? LogFixture.random(random, 120) : withFewIds(random);
      List<Message> messages = messages(log);
      AssumedSummaries summaries = new AssumedSummaries(messages, 330);
      Windows each = new EachWindow(new Everything(), messages, summaries, ASSUMPTIONS);
      Windows growing = new GrowingWindow(messages, summaries, ASSUMPTIONS);
      for (RecordedCall call : RecordedConversation.of(messages, by -> Speaker.UNKNOWN).calls()) {
        assertThat(growing.next(call))
            .as("call at %s of seed %s", call.end(), seed)
            .isEqualTo(each.next(call));
      }
    }
  }

  /** Calls and results that are mistaken for each other's, early and late. */
  private static LogFixture withFewIds(Random random) {
    LogFixture log = new LogFixture();
    while (log.end() < 60) {
      String id = "call" + random.nextInt(3);
      switch (random.nextInt(6)) {
        case 0 -> log.user("u".repeat(1 + random.nextInt(300)));
        case 1 -> log.calls(id);
        case 2 -> log.calls(id, "call" + random.nextInt(3));
        case 3, 4 -> log.result(id, "r".repeat(random.nextInt(300)));
        default -> log.assistant("a".repeat(1 + random.nextInt(300)));
      }
    }
    return log;
  }

  @Test
  void itReadsALogAsOftenAsItIsLongAndNotAsItsPromptsAre() {
    Counted messages = new Counted(messages(LogFixture.chat(3_000)));
    List<RecordedCall> calls =
        RecordedConversation.of(messages.list, by -> Speaker.UNKNOWN).calls();
    Windows windows =
        Windows.of(new Everything(), messages, new AssumedSummaries(messages, 330), ASSUMPTIONS);

    calls.forEach(windows::next);

    assertThat(calls).hasSize(3_000);
    assertThat(messages.read).isLessThan(20L * messages.size());
  }

  @Test
  void itStandsForNoOtherPolicyAndNoLogThatThePolicyCannotRead() {
    List<Message> chat = messages(LogFixture.chat(3));
    LogFixture strays = new LogFixture().user("Hello.");
    for (int i = 0; i < 10_000; i++) {
      strays.result("stray" + i, "");
    }

    assertThat(GrowingWindow.canStandFor(new Everything(), chat)).isTrue();
    assertThat(GrowingWindow.canStandFor(new LastMessages(1_000), chat)).isFalse();
    assertThat(GrowingWindow.canStandFor(new Everything(), messages(strays))).isFalse();
  }

  private static List<Message> messages(LogFixture log) {
    return LongStream.rangeClosed(1, log.end()).mapToObj(log::at).toList();
  }

  /** Counts what is read of it. */
  private static final class Counted extends AbstractList<Message> implements RandomAccess {
    private final List<Message> list;
    private long read;

    Counted(List<Message> list) {
      this.list = list;
    }

    @Override
    public Message get(int index) {
      read++;
      return list.get(index);
    }

    @Override
    public int size() {
      return list.size();
    }
  }
}
