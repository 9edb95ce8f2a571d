package io.threadkeep.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.samples.cli.report.Recording;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final String SLIDING = "last-messages(60)";
  private static final String ALIGNED = "block-aligned(last-messages(60), 40)";
  private static final String SUMMARISING = "summarising(" + ALIGNED + ", gpt-4.1-mini)";

  private static final String SOON_SUMMARISING = "summarising(last-messages(2), gpt-4.1-mini)";

  @TempDir private Path directory;

  private static JsonNode report(Shell.Result result) throws IOException {
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.lines()).hasSize(1);
    return new ObjectMapper().readTree(result.out());
  }

  private static JsonNode of(JsonNode report, String policy) {
    for (JsonNode one : report.get("policies")) {
      if (one.get("policy").asText().equals(policy)) {
        return one;
      }
    }
    throw new AssertionError("No " + policy + " in " + report);
  }

  private static double unchanged(JsonNode report, String policy) {
    return of(report, policy).get("unchanged_share").asDouble();
  }

  private static double cost(JsonNode report, String policy) {
    return of(report, policy).get("cost").get("amount").asDouble();
  }

  @Test
  void overTheRecordingABlockAlignedWindowKeepsItsPrefixAndASlidingOneDoesNot() throws IOException {
    JsonNode report = report(Shell.in(directory).run("report", "--json"));

    assertThat(report.get("turns").asLong()).isEqualTo(1_000);
    assertThat(report.get("model_calls").asLong()).isGreaterThan(1_100);
    assertThat(unchanged(report, "last-messages(20)")).isLessThan(0.20);
    assertThat(unchanged(report, SLIDING)).isLessThan(0.20);
    assertThat(unchanged(report, ALIGNED)).isGreaterThan(0.80);
    assertThat(unchanged(report, "token-budget(6000)")).isLessThan(0.5);
    assertThat(cost(report, ALIGNED)).isLessThan(cost(report, SLIDING) / 2);
    assertThat(of(report, SUMMARISING).get("summary_calls").asLong()).isGreaterThan(20);
    assertThat(cost(report, SUMMARISING)).isGreaterThan(cost(report, ALIGNED));
    assertThat(directory).isEmptyDirectory();
  }

  /**
   * The engine has made the recording with windows of 20 messages, and written down their sizes.
   */
  @Test
  void aReplayUsesWhatTheRunsHaveUsed() throws IOException {
    Shell shell = Shell.in(directory);
    JsonNode replayed =
        of(
            report(shell.run("report", "--json", "--policy", "last-messages(20)")),
            "last-messages(20)");

    long prompt = 0;
    long completion = 0;
    try (var lines = new BufferedReader(new InputStreamReader(Recording.open(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode usage = new ObjectMapper().readTree(line).at("/progress/usage");
        prompt += usage.path("prompt_tokens").asLong();
        completion += usage.path("completion_tokens").asLong();
      }
    }
    assertThat(prompt).isPositive();
    assertThat(replayed.at("/usage/prompt_tokens").asLong()).isEqualTo(prompt);
    assertThat(replayed.at("/usage/completion_tokens").asLong()).isEqualTo(completion);
  }

  @Test
  void itIsATableAndAPicture() throws Exception {
    Shell shell = Shell.in(directory);
    String thread = talk(shell);
    String svg = directory.resolve("report.svg").toString();

    Shell.Result table =
        shell.run("report", thread, "--policy", SLIDING, "--policy", ALIGNED, "--svg", svg);

    assertThat(table.out())
        .contains("5 turns, 5 model calls")
        .containsPattern("POLICY +CALLS +PROMPT +A CALL +UNCHANGED +CACHED +USD")
        .containsPattern("\nblock-aligned\\(last-messages\\(60\\), 40\\) +5 +600 +120 +66.7 %");
    assertThat(table.err()).contains("Prices are an example");
    var picture = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File(svg));
    assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(6);
    assertThat(Path.of(svg)).content().contains(SLIDING, "prefers-color-scheme: dark");
    assertThat(shell.run("report", thread, "--svg", svg).exitCode()).isOne();
  }

  @Test
  void aThreadOfTheDatabaseIsReportedOnToo() throws IOException {
    Shell shell = Shell.in(directory);
    String thread = talk(shell);

    JsonNode report =
        report(
            shell.run(
                "report", thread, "--json", "--policy", "everything", "--policy=token-budget(9)"));

    JsonNode everything = of(report, "everything");
    assertThat(everything.get("calls").asLong()).isEqualTo(5);
    // 1, 3, 5, 7 and 9 messages; all but the last two of each have been there before.
    assertThat(everything.get("usage").get("prompt_tokens").asLong()).isEqualTo(25 * 24);
    assertThat(everything.get("usage").get("completion_tokens").asLong()).isEqualTo(5 * 24);
    assertThat(everything.get("unchanged_share").asDouble()).isCloseTo(16 / 24.0, within(1e-9));
    assertThat(of(report, "token-budget(9)").get("refused_calls").asLong()).isEqualTo(5);
    // Whoever has written these answers, nobody knows what they cost.
    assertThat(everything.get("cost").toString())
        .isEqualTo("{\"currency\":\"USD\",\"without_price\":[\"(unknown)\"]}");
    assertThat(
            shell
                .run("report", thread, "--policy=everything", "--policy=" + SOON_SUMMARISING)
                .out())
        .containsPattern("\neverything .* no price\n")
        .containsPattern(" at least 0\\.\\d{4}\n")
        .contains("without reasoning tokens");
    JsonNode priced =
        report(
            shell.run(
                "report", thread, "--json", "--policy=everything", "--model", "gpt-4.1-mini"));
    assertThat(cost(priced, "everything")).isPositive();
    assertThat(shell.run("report", thread, "--policy", "nonsense").exitCode()).isEqualTo(2);
  }

  /** Ten messages of 24 tokens each: 20 for 80 letters, and 4 for the message itself. */
  private static String talk(Shell shell) {
    return talk(shell, 5);
  }

  private static String talk(Shell shell, int turns) {
    try (Threadkeep keep = shell.application()) {
      Conversation chat = keep.conversations().start();
      for (int i = 0; i < turns; i++) {
        var unused = chat.append(said(Role.USER), said(Role.ASSISTANT));
      }
      return chat.id().value();
    }
  }

  private static NewMessage said(Role role) {
    return new NewMessage(
        role, List.of(new ContentPart.Text("x".repeat(80))), List.of(), Metadata.EMPTY);
  }

  @Test
  void whatIsSummedUpIsSummedUpOnceThoughTheWindowHasNoRoomForIt() throws IOException {
    String policy = "summarising(token-budget(700), gpt-4.1-mini)";
    Path file =
        TextFile.in(
            directory,
            "long.conf",
            "include classpath(\"report.conf\")\nreport.summary-tokens = 5000\n");

    Shell shell = Shell.in(directory);
    JsonNode report =
        report(
            shell.run(
                "report",
                talk(shell, 20),
                "--json",
                "--policy=" + policy,
                "--config",
                file.toString()));

    // Of 40 messages, at least 6 each.
    assertThat(of(report, policy).get("summary_calls").asLong()).isBetween(2L, 6L);
  }

  @Test
  void whatIsComparedAndWhatItCostsIsConfigured() throws IOException {
    Path file =
        TextFile.in(
            directory,
            "mine.conf",
            """
            include classpath("report.conf")
            report.policies = [ "last-messages(5)" ]
            report.cache { least = 1, step = 10 }
            threadkeep.prices.currency = EUR
            """);

    Shell shell = Shell.in(directory);
    JsonNode report =
        report(shell.run("report", talk(shell), "--json", "--config", file.toString()));

    assertThat(report.get("policies")).hasSize(1);
    JsonNode one = report.get("policies").get(0);
    // Of one message and of three; then the window of five begins to slide.
    assertThat(one.get("usage").get("cached_tokens").asLong()).isEqualTo(20 + 70);
    assertThat(one.get("cost").get("currency").asText()).isEqualTo("EUR");
    Path wrong = TextFile.in(directory, "wrong.conf", "report.summary-tokens = many");
    assertThat(Shell.in(directory).run("report", "--config", "" + wrong).exitCode()).isEqualTo(2);
  }
}
