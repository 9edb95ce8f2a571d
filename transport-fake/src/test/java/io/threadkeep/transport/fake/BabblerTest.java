package io.threadkeep.transport.fake;

import static io.threadkeep.transport.fake.Asking.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.Race;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.NewMessage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BabblerTest {
  private static final FakeTransport BABBLING = FakeTransport.script().otherwise(new Babbler(7));

  @Test
  void whatItSaysIsTheSameOnEveryMachine() {
    // Not to be changed: hosts compare with what they have kept.
    assertThat(say(BABBLING, "What is the capital of France?"))
        .isEqualTo(
            "Ai saidpegepleed bilod, blomsi plur ud. Plee, cenvachi bre o ea, ke o to cli u ewe ste."
                + " Wa plee, dinpaple ne dridros greaficho.");
  }

  @Test
  void itFollowsFromSeedInstructionsAndMessages() {
    Babbler babbler = new Babbler(7);
    FakeAnswer answer = babbler.apply(Prompts.of("Be brief.", NewMessage.user("Hi")));
    assertThat(babbler.apply(Prompts.of("Be brief.", NewMessage.user("Hi")))).isEqualTo(answer);
    assertThat(new Babbler(8).apply(Prompts.of("Be brief.", NewMessage.user("Hi"))))
        .isNotEqualTo(answer);
    assertThat(babbler.apply(Prompts.of("", NewMessage.user("Hi")))).isNotEqualTo(answer);
    assertThat(babbler.apply(Prompts.of("Be brief.", NewMessage.user("Ho")))).isNotEqualTo(answer);
    assertThat(babbler.apply(Prompts.of("Be brief.", NewMessage.assistant("Hi"))))
        .isNotEqualTo(answer);
    assertThat(babbler.apply(Prompts.of("Be brief.", NewMessage.user("H"), NewMessage.user("i"))))
        .isNotEqualTo(answer);
  }

  @Test
  void otherCallsAtTheSameMomentDoNotChangeIt() {
    List<String> inTurn =
        IntStream.range(0, 16).mapToObj(i -> say(BABBLING, "Question " + i)).toList();
    List<Callable<String>> calls =
        IntStream.range(0, 16)
            .<Callable<String>>mapToObj(i -> () -> say(BABBLING, "Question " + i))
            .toList();
    assertThat(Race.values(Race.among(calls))).isEqualTo(inTurn).doesNotHaveDuplicates();
  }

  @Test
  void wordsAndAnswersAreAboutAsLongAsPeoples() {
    List<String> answers =
        IntStream.range(0, 500).mapToObj(i -> say(BABBLING, "Question " + i)).toList();
    List<String> words =
        answers.stream().flatMap(a -> Arrays.stream(a.split("[^A-Za-z]+"))).toList();
    assertThat(words).allMatch(word -> word.matches("[A-Z]?[a-z]{0,25}"));
    assertThat(words.stream().mapToInt(String::length).average().orElse(0)).isBetween(3.5, 5.5);
    assertThat((double) words.size() / answers.size()).isBetween(40.0, 80.0);
    assertThat(answers).allMatch(answer -> answer.matches("(?s)[A-Z].*[.?]"));
  }
}
