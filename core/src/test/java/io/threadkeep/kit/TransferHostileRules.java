package io.threadkeep.kit;

import static io.threadkeep.kit.Transferring.give;
import static io.threadkeep.kit.Transferring.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.id.Scope;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.transfer.ExportText;
import io.threadkeep.transfer.ExportText.Written;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.TransferFormatException;
import io.threadkeep.transfer.TransferProblem.Kind;
import io.threadkeep.transfer.TransferWatch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * TRANSFER-12 to TRANSFER-15: files that are not what they should be.
 *
 * <ol start="12">
 *   <li>A line that says what no record may say is told of with its number; its batch is not
 *       stored, the threads around it are.
 *   <li>What is no export, or a newer one, is refused as a whole.
 *   <li>A line without end is passed over in bounded memory.
 *   <li>Lines that were changed, lost or moved are noticed before they are stored.
 * </ol>
 */
interface TransferHostileRules extends StoreRules {
  /** What is done to a line of the second thread, by the beginning of the line. */
  Map<String, List<UnaryOperator<String>>> HARM =
      Map.of(
          "{\"type\":\"thread\"",
          List.of(
              line -> line.replaceFirst("\"user\":\"[a-z]+\"", "\"user\":\"\""),
              line ->
                  line.replaceFirst("\"user\":\"[a-z]+\"", "\"user\":\"" + "u".repeat(129) + "\""),
              line -> line.replaceFirst("\"state\":\"[A-Z]+\"", "\"state\":\"DELETED\""),
              line -> line.replaceFirst("\"state\":\"[A-Z]+\"", "\"state\":\"BURIED\""),
              line -> line.replaceFirst("\"created_at\":\"[^\"]+\",", ""),
              line -> line.replaceFirst("\"metadata\":\\{", "\"metadata\":[],\"was\":{")),
          "{\"type\":\"message\"",
          List.of(
              line -> line.replaceFirst("\"position\":\\d+", "\"position\":77"),
              line -> line.replaceFirst("\"position\":\\d+,", ""),
              line -> line.replaceFirst("\"tokens\":\\d+", "\"tokens\":-1"),
              line -> line.replaceFirst("words", "nul \\\\u0000"),
              line -> line.replaceFirst("words", "half \\\\ud800 of a pair"),
              line -> line.replaceFirst("\"role\":\"[A-Z]+\"", "\"role\":\"SYSTEM\""),
              line -> line.replaceFirst("\"id\":\"msg_", "\"id\":\"nsg_"),
              line -> line.replaceFirst("\"created_at\":\"[^\"]+\"", "\"created_at\":null"),
              line ->
                  line.replaceFirst(
                      "\"created_at\":\"[^\"]+\"", "\"created_at\":\"+99999-01-01T00:00:00Z\""),
              line -> line.replaceFirst("\\d\\d\\dZ\"", "000000001Z\""),
              line ->
                  line.replaceFirst(
                      "\"metadata\":\\{", "\"metadata\":{\"k\":\"" + "v".repeat(600) + "\""),
              line -> line.replaceFirst("\"content\":\\[[^\\]]*\\]", "\"content\":[]"),
              line -> line.replaceFirst("\"body\":", "\"body\":" + "[".repeat(5_000)),
              line -> line.replaceFirst("message", "massage"),
              line -> line.replaceFirst("\\{\"type\":\"message\",", "{"),
              line -> line.substring(0, line.length() / 2),
              line -> "",
              line -> "null",
              line -> "[]",
              line -> "7"),
          "{\"type\":\"run\"",
          List.of(
              line -> line.replaceFirst("\"status\":\"[A-Z]+\"", "\"status\":\"IN_PROGRESS\""),
              line -> line.replaceFirst("\"ended_at\":\"[^\"]+\"", "\"ended_at\":null"),
              line -> line.replaceFirst("\"prompt_tokens\":\\d+", "\"prompt_tokens\":-5"),
              line ->
                  line.replaceFirst(
                      "\"prompt_tokens\":\\d+", "\"prompt_tokens\":" + Long.MAX_VALUE),
              line ->
                  line.replaceFirst("\"cached_tokens\":\\d+", "\"cached_tokens\":1000000000001"),
              line -> line.replaceFirst("\"spec\":\\{", "\"spec\":{},\"specs\":{"),
              line -> line.replaceFirst("last-messages", "half \\\\udc00 ")),
          "{\"type\":\"step\"",
          List.of(
              line -> line.replaceFirst("\"run_id\":\"run_[0-9A-Za-z]{4}", "\"run_id\":\"run_0000"),
              line -> line.replaceFirst("\"outcome\":\\{", "\"outcome\":null,\"was\":{"),
              line ->
                  line.replaceFirst(
                      "\"completion_tokens\":\\d+", "\"completion_tokens\":" + Long.MAX_VALUE)));

  @ContractRule("TRANSFER-12")
  default void aLineThatSaysTooMuchIsToldOf(Trial trial) {
    int number = 0;
    for (Map.Entry<String, List<UnaryOperator<String>>> harm : HARM.entrySet()) {
      for (UnaryOperator<String> change : harm.getValue()) {
        String tenant = "tenant-" + number++;
        List<Written> threads = Transferring.three(trial);
        List<String> lines =
            new ArrayList<>(ExportText.of(Scopes.ACME, Map.of(), threads).lines().toList());
        int second =
            lines.indexOf(
                lines.stream()
                    .filter(l -> l.contains(id(threads.get(1))))
                    .findFirst()
                    .orElseThrow());
        int hit = second;
        while (!lines.get(hit).startsWith(harm.getKey())) {
          hit++;
        }
        String changed = change.apply(lines.get(hit));
        assertThat(changed).as("harm %s", number).isNotEqualTo(lines.get(hit));
        lines.set(hit, changed);
        int line = hit + 1;
        boolean ofThread = harm.getKey().contains("thread");
        ImportReport report = take(trial, Scope.tenant(tenant), ExportText.resealed(lines));
        assertThat(report.problems())
            .as("%s", changed)
            .anySatisfy(
                problem -> {
                  assertThat(problem.kind()).isEqualTo(Kind.DAMAGED);
                  assertThat(problem.line()).isEqualTo(line);
                  // Of a thread whose own line cannot be read nobody knows the id.
                  assertThat(problem.id()).isIn(null, id(threads.get(1)));
                  assertThat(problem.id() != null || ofThread).isTrue();
                });
        assertThat(report.problems()).as("%s", changed).hasSize(1);
        assertThat(report.isClean()).isFalse();
        assertThat(report.whole()).isTrue();
        for (Written sound : List.of(threads.get(0), threads.get(2))) {
          assertThat(report.stored().threads()).isGreaterThanOrEqualTo(2);
          assertThat(trial.store().threads().find(Scope.tenant(tenant), sound.thread().id()))
              .hasValueSatisfying(
                  there -> assertThat(there.messageCount()).isEqualTo(sound.messages().size()));
        }
      }
    }
  }

  @ContractRule("TRANSFER-13")
  default void whatIsNoExportIsRefused(Trial trial) {
    String file = ExportText.of(Scopes.ACME, Map.of(), Transferring.three(trial));
    for (String other :
        List.of(
            "",
            "\n",
            "hello",
            "{}",
            "{\"object\":\"list\",\"data\":[]}",
            "\uFEFF" + file,
            ExportText.body(file),
            file.replaceFirst("\"version\":1", "\"version\":2"),
            file.replaceFirst("threadkeep-export", "other-export"))) {
      assertThatExceptionOfType(TransferFormatException.class)
          .as(other)
          .isThrownBy(() -> take(trial, Scopes.ACME, other))
          .satisfies(e -> assertThat(e.line()).isEqualTo(1));
    }
    assertThat(give(trial, Scopes.ACME).report().written().threads()).isZero();
  }

  @ContractRule("TRANSFER-14")
  default void aLineWithoutEndIsPassedOver(Trial trial) {
    List<Written> threads = Transferring.three(trial);
    String file = ExportText.of(Scopes.ACME, Map.of(), threads);
    int second = file.indexOf("{\"type\":\"thread\"", file.indexOf("thread_end"));
    InputStream hostile =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    bytes(file.substring(0, second)),
                    new Endless(100_000_000),
                    bytes("\n" + file.substring(second)))));
    ImportReport report = take(trial, Scopes.ACME, hostile, TransferWatch.NONE);
    assertThat(report.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("longer than"));
    assertThat(report.stored().threads()).isEqualTo(3);
  }

  @ContractRule("TRANSFER-15")
  default void changedLinesAreNoticedBeforeTheyAreStored(Trial trial) {
    ChatThread thread = trial.samples().thread(Scopes.ANN);
    List<Written> threads =
        List.of(
            new Written(thread, Restorable.messages(trial, thread, 1, 390), List.of()),
            Transferring.three(trial).get(0));
    List<String> lines = ExportText.of(Scopes.ACME, Map.of(), threads).lines().toList();
    List<UnaryOperator<List<String>>> harm =
        List.of(
            all -> changed(all, 300, all.get(300).replaceFirst("words", "swords")),
            all -> without(all, 300),
            all -> swapped(all, 300, 301),
            all -> changed(all, 300, all.get(301)),
            all -> without(all, 201));
    int n = 0;
    for (UnaryOperator<List<String>> each : harm) {
      Scope tenant = Scope.tenant("tenant-" + n++);
      String damaged = String.join("\n", each.apply(lines)) + "\n";
      trial.store().threads().find(tenant, thread.id());
      ImportReport report = take(trial, tenant, damaged);
      assertThat(report.problems()).extracting(p -> p.kind()).contains(Kind.DAMAGED);
      assertThat(report.stored().messages())
          .as("harm %s", n)
          .isLessThanOrEqualTo(199 + threads.get(1).messages().size());
      assertThat(take(trial, tenant, String.join("\n", lines) + "\n").isClean()).isTrue();
      trial.store().threads().delete(tenant, thread.id());
      trial.store().threads().delete(tenant, threads.get(1).thread().id());
    }
    List<String> lost = new ArrayList<>(lines);
    lost.subList(
            1,
            lost.indexOf(
                    lost.stream().filter(l -> l.contains("thread_end")).findFirst().orElseThrow())
                + 1)
        .clear();
    ImportReport report = take(trial, Scopes.ACME, String.join("\n", lost) + "\n");
    assertThat(report.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.what()).contains("held"));
  }

  private static String id(Written written) {
    return written.thread().id().value();
  }

  private static List<String> changed(List<String> lines, int index, String line) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(index, line);
    return changed;
  }

  private static List<String> without(List<String> lines, int index) {
    List<String> changed = new ArrayList<>(lines);
    changed.remove(index);
    return changed;
  }

  private static List<String> swapped(List<String> lines, int one, int other) {
    List<String> changed = new ArrayList<>(lines);
    Collections.swap(changed, one, other);
    return changed;
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same letter so many times, and never a line feed. */
  final class Endless extends InputStream {
    private long left;

    Endless(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      int count = (int) Math.min(left, most);
      Arrays.fill(into, from, from + count, (byte) 'x');
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
