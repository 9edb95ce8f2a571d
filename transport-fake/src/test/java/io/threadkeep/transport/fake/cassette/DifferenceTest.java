package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void changesAreShownWithALittleOfWhatStandsAroundThem() {
    String before = lines("a b c d e f g h i j k l");
    String after = lines("a b c X e f g h i k l Y");
    assertThat(Difference.between(before, after))
        .isEqualTo(
            """
              …
              b
              c
            - d
            + X
              e
              f
              …
              h
              i
            - j
              k
              l
            + Y""");
  }

  @Test
  void longLinesAreCutToWhereTheyDiffer() {
    String before = "x".repeat(1_000) + "old" + "y".repeat(1_000);
    String after = "x".repeat(1_000) + "new" + "y".repeat(1_000);
    assertThat(Difference.between(before, after).lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(200).contains("…xxxx", "yyyy…"))
        .anySatisfy(line -> assertThat(line).startsWith("-").contains("old"))
        .anySatisfy(line -> assertThat(line).startsWith("+").contains("new"));
  }

  @Test
  void thousandsOfChangesAreCounted() {
    String before =
        IntStream.range(0, 5_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
    String after =
        IntStream.range(0, 5_000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));
    assertThat(Difference.between(before, after).lines())
        .hasSize(61)
        .last()
        .isEqualTo("  … and 9940 lines more");
  }

  @Test
  void fromOneTextAndTheDifferenceComesTheOther() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      List<String> before = randomLines(random);
      List<String> after = randomLines(random);
      List<LineDiff.Stretch> stretches = LineDiff.of(before, after);
      assertThat(stretches.stream().flatMap(stretch -> stretch.before().stream()))
          .containsExactlyElementsOf(before);
      assertThat(stretches.stream().flatMap(stretch -> stretch.after().stream()))
          .containsExactlyElementsOf(after);
      long stayed =
          stretches.stream()
              .filter(LineDiff.Stretch::stayed)
              .mapToLong(s -> s.before().size())
              .sum();
      assertThat(stayed).isEqualTo(longestCommon(before, after, 0, 0));
    }
  }

  /** By trying everything. */
  private static long longestCommon(List<String> before, List<String> after, int i, int j) {
    if (i == before.size() || j == after.size()) {
      return 0;
    }
    return before.get(i).equals(after.get(j))
        ? 1 + longestCommon(before, after, i + 1, j + 1)
        : Math.max(longestCommon(before, after, i + 1, j), longestCommon(before, after, i, j + 1));
  }

  private static List<String> randomLines(Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(7); i > 0; i--) {
      lines.add(String.valueOf((char) ('a' + random.nextInt(3))));
    }
    return lines;
  }

  private static String lines(String words) {
    return Stream.of(words.split(" ")).collect(Collectors.joining("\n"));
  }
}
