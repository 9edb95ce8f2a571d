package io.threadkeep.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.page.Order;
import io.threadkeep.transfer.NotCarried.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times are seconds: what was said in one of them comes in the order that the lists had. */
class SavedOrderTest {
  @TempDir private Path dir;
  private final NotCarriedTally lost = new NotCarriedTally();
  private int files;

  @Test
  void aPageOfOneGoesOnAsThePageBeforeIt() throws IOException {
    page(true, at(7, "third"), at(7, "second"));
    page(false, at(7, "first"));
    assertThat(order(null)).isEqualTo("first second third");
    // That lists come newest first is the API's habit, and no more.
    assertThat(guesses()).isEqualTo(1);
  }

  @Test
  void theCallerMayKnow() throws IOException {
    page(true, at(7, "third"), at(7, "second"));
    page(false, at(7, "first"));
    assertThat(order(Order.NEWEST_FIRST)).isEqualTo("first second third");
    assertThat(guesses()).isZero();
  }

  @Test
  void theCallerMayHaveAskedForTheOldestFirst() throws IOException {
    page(true, at(7, "first"), at(7, "second"));
    page(false, at(7, "third"));
    assertThat(order(Order.OLDEST_FIRST)).isEqualTo("first second third");
    assertThat(guesses()).isZero();
  }

  @Test
  void onePageOfTheThreadTellsForAll() throws IOException {
    page(true, at(5, "a"), at(6, "b"));
    page(true, at(7, "c"), at(7, "d"));
    page(false, at(7, "e"));
    assertThat(order(null)).isEqualTo("a b c d e");
    assertThat(guesses()).isZero();
  }

  @Test
  void pagesThatGoOnTellByTheirEnds() throws IOException {
    page(true, at(7, "d"), at(7, "c"));
    page(false, at(6, "b"), at(6, "a"));
    assertThat(order(null)).isEqualTo("a b c d");
    assertThat(guesses()).isZero();
  }

  @Test
  void anotherThreadsListsAreAGoodGuess() throws IOException {
    page(false, at(7, "first"), at(7, "second"));
    page(false, in("thread_b", 1, "x"), in("thread_b", 2, "y"));
    assertThat(order(null)).isEqualTo("first second");
    assertThat(guesses()).isEqualTo(1);
  }

  @Test
  void overlappingPagesAreMerged() throws IOException {
    page(false, at(7, "b"), at(7, "a"));
    page(true, at(7, "d"), at(7, "c"), at(7, "b"));
    page(true, at(8, "f"), at(7, "e"), at(7, "d"));
    assertThat(order(null)).isEqualTo("a b c d e f");
    assertThat(guesses()).isZero();
  }

  /** That there was more is said of what is older, and the next file is no more of that. */
  @Test
  void aPageThatWasReadAgainLaterDoesNotGoOn() throws IOException {
    page(false, at(7, "b"), at(6, "a"));
    page(true, at(7, "c"), at(7, "b"));
    page(true, at(7, "d"), at(7, "c"));
    assertThat(order(null)).isEqualTo("a b c d");
    assertThat(guesses()).isZero();
  }

  @Test
  void pollsThatDoNotMeetAreToldOf() throws IOException {
    page(false, at(6, "z"), at(7, "a"), at(7, "b"));
    page(false, at(7, "c"), at(7, "d"));
    assertThat(order(null)).isEqualTo("z a b c d");
    assertThat(guesses()).isEqualTo(1);
  }

  @Test
  void listsThatContradictEachOtherAreToldOf() throws IOException {
    page(false, at(6, "z"), at(7, "a"), at(7, "b"));
    page(false, at(6, "z"), at(7, "b"), at(7, "a"));
    assertThat(order(null)).startsWith("z ").hasSize("z a b".length());
    assertThat(guesses()).isEqualTo(1);
  }

  @Test
  void singleObjectsComeAsTheirFilesAreCalled() throws IOException {
    for (String id : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")) {
      write(at(7, id));
    }
    assertThat(order(null)).isEqualTo("a b c d e f g h i j k");
    assertThat(guesses()).isEqualTo(1);
  }

  @Test
  void secondsThatDifferNeedNoList() throws IOException {
    write(at(9, "c"));
    write(at(7, "a"));
    write(at(8, "b"));
    assertThat(order(null)).isEqualTo("a b c");
    assertThat(guesses()).isZero();
  }

  /** Whatever the pages, either way, read again and again while the thread grew. */
  @Test
  void anyPagesComeToTheSame() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Order way = random.nextBoolean() ? Order.NEWEST_FIRST : Order.OLDEST_FIRST;
      List<String> talk = new ArrayList<>();
      int second = 1;
      int count = 2 + random.nextInt(12);
      for (int n = 0; n < count; n++) {
        second += random.nextInt(3) == 0 || n == 1 ? 1 : 0;
        talk.add(at(second, "m" + (char) ('a' + n)));
      }
      SavedIndex index = new SavedIndex(lost);
      clear();
      int polls = 1 + random.nextInt(3);
      for (int poll = 0; poll < polls; poll++) {
        int seen = poll == polls - 1 ? count : 2 + random.nextInt(count - 1);
        List<String> list = new ArrayList<>(talk.subList(0, seen));
        if (way == Order.NEWEST_FIRST) {
          Collections.reverse(list);
        }
        int size = 1 + random.nextInt(4);
        for (int from = 0; from < seen; from += size) {
          List<String> page = list.subList(from, Math.min(seen, from + size));
          page(from + size < seen, page.toArray(String[]::new));
        }
      }
      assertThat(order(index, null))
          .as("seed %s", seed)
          .isEqualTo(
              IntStream.range(0, count)
                  .mapToObj(n -> "m" + (char) ('a' + n))
                  .collect(Collectors.joining(" ")));
      assertThat(guesses()).as("seed %s", seed).isZero();
    }
  }

  private void clear() throws IOException {
    for (Path file : new SavedFolder(dir, lost).files()) {
      Files.delete(file);
    }
    files = 0;
  }

  private static String at(long second, String id) {
    return in("thread_a", second, id);
  }

  private static String in(String thread, long second, String id) {
    return String.format(
        "{\"object\":\"thread.message\",\"thread_id\":\"%s\",\"created_at\":%d,\"id\":\"%s\"}",
        thread, second, id);
  }

  private void page(boolean more, String... messages) throws IOException {
    write(
        "{\"object\":\"list\",\"data\":["
            + String.join(",", messages)
            + "],\"has_more\":"
            + more
            + "}");
  }

  private void write(String text) throws IOException {
    Files.writeString(dir.resolve("page" + files++ + ".json"), text);
  }

  private String order(@Nullable Order asked) throws IOException {
    return order(new SavedIndex(lost), asked);
  }

  private String order(SavedIndex index, @Nullable Order asked) throws IOException {
    AssistantsImporter.index(dir, index, lost, new Pace(TransferWatch.NONE, () -> 0));
    return index.threads(asked).stream()
        .filter(thread -> thread.id().equals("thread_a"))
        .flatMap(thread -> thread.messages().stream())
        .map(SavedEntry::id)
        .collect(Collectors.joining(" "));
  }

  private long guesses() {
    return lost.all().stream()
        .filter(each -> each.kind() == Kind.ORDER_UNKNOWN)
        .mapToLong(NotCarried::count)
        .sum();
  }
}
