package io.threadkeep.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.quickstart.QuickstartProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each test starts JVMs of its own, in a directory of its own. */
@Execution(ExecutionMode.CONCURRENT)
class QuickstartTest {
  private static final Map<String, String> PLAIN = Map.of();
  private static final String QUESTION = "User: What is the capital of France?";
  private static final String ANSWER = "Assistant: The capital of France is Paris.";

  @TempDir Path directory;

  @Test
  void theFirstStartHoldsTheConversationOfEveryTutorial() {
    Result result = QuickstartProcess.run(directory, PLAIN);
    assertThat(result.out()).containsExactly(QUESTION, ANSWER);
    assertThat(result.exitCode()).isZero();
    assertThat(directory.resolve("threadkeep-data")).isDirectory();
  }

  @Test
  void aLaterStartListsTheThreadsAndResumesOneWithItsHistory() {
    QuickstartProcess.run(directory, PLAIN);
    try (QuickstartProcess second = QuickstartProcess.start(directory, PLAIN)) {
      assertThat(second.hear()).isEqualTo(QUESTION);
      assertThat(second.hear()).isEqualTo(ANSWER);
      second.say("And of Italy? The capital of Italy, I mean.");
      assertThat(second.hear()).startsWith("User: And of Italy?");
      assertThat(second.hear()).isEqualTo("Assistant: The capital of Italy is Rome.");
      Result result = second.end();
      assertThat(result.err()).contains("Your threads:").contains("1) thread_");
    }
    assertThat(QuickstartProcess.run(directory, PLAIN).out()).hasSize(4);
  }

  @Test
  void anotherUserSeesNothingOfIt() {
    QuickstartProcess.run(directory, PLAIN, "--user", "ann");
    Result ben = QuickstartProcess.run(directory, PLAIN, "--user", "ben", "--history");
    assertThat(ben.err()).doesNotContain("Your threads:");
    String thread = threadIn(ben.err());
    Result stranger = QuickstartProcess.run(directory, PLAIN, "--user", "ann", "--thread", thread);
    assertThat(stranger.exitCode()).isEqualTo(1);
    assertThat(stranger.err()).contains("No thread found with id '" + thread + "'.");
  }

  @Test
  void plainLinesAreOneThreadAndCanBeGoneOnWith() throws IOException {
    Path script = write("hello", "", "my name is Ann \uD83D\uDE00");
    Result first = QuickstartProcess.run(directory, PLAIN, "--script", script.toString());
    assertThat(first.out())
        .containsExactly(
            "User: hello",
            "Assistant: You said: hello",
            "User: my name is Ann \uD83D\uDE00",
            "Assistant: Nice to meet you, Ann.");
    Result history =
        QuickstartProcess.run(
            directory,
            PLAIN,
            "--history",
            "--thread",
            threadIn(first.err()),
            "--script",
            write("bye").toString());
    assertThat(history.out()).hasSize(6).startsWith("User: hello").contains("User: bye");
  }

  @Test
  void eachLineOfJsonIsAThreadOfItsOwn() throws IOException {
    Path script =
        write(
            "{\"question_id\": 1, \"turns\": [\"one\", \"two\\nlines\"]}",
            "{\"turns\": [\"three\"]}");
    Result result = QuickstartProcess.run(directory, PLAIN, "--script", script.toString());
    assertThat(result.out())
        .containsExactly(
            "User: one",
            "Assistant: You said: one",
            "User: two",
            "lines",
            "Assistant: You said: two",
            "lines",
            "User: three",
            "Assistant: You said: three");
    assertThat(result.err().lines().filter(line -> line.startsWith("Thread thread_"))).hasSize(2);
    Result latest =
        QuickstartProcess.run(directory, PLAIN, "--history", "--script", write().toString());
    assertThat(latest.out()).containsExactly("User: three", "Assistant: You said: three");
  }

  @Test
  void aLineThatIsNotWhatItShouldBeIsNamedAndWhatStandsAboveItIsKept() throws IOException {
    Path script = write("{\"turns\": [\"one\"]}", "{\"turns\": [1]}");
    Result result = QuickstartProcess.run(directory, PLAIN, "--script", script.toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).containsExactly("User: one", "Assistant: You said: one");
    assertThat(result.err()).contains("Line 2 of the script");
  }

  @Test
  void killedInTheMiddleOfAChatItHasLostNothingThatItAcknowledged() throws IOException {
    Map<String, String> slow = model("otherwise = echo", "latency = 40ms");
    List<String> acknowledged = new ArrayList<>();
    for (int cycle = 0; cycle < 3; cycle++) {
      try (QuickstartProcess chat =
          QuickstartProcess.start(directory, slow, "--script", "-", "--user", "cycle" + cycle)) {
        acknowledged.clear();
        for (int i = 0; i < 12; i++) {
          chat.say("message " + i);
        }
        // Killed right behind an acknowledgement, while its reply is being written.
        while (acknowledged.size() < 7 + cycle * 2) {
          acknowledged.add(chat.hear());
        }
        chat.kill();
      }
      Result after = QuickstartProcess.run(directory, PLAIN, "--user", "cycle" + cycle);
      assertThat(after.out()).startsWith(acknowledged.toArray(String[]::new));
      // The reply that was under way has been finished, once.
      assertThat(after.out()).doesNotHaveDuplicates();
      assertThat(after.out().size() % 2).isZero();
    }
  }

  @Test
  void aReplyThatExpiredMeanwhileDoesNotEndTheNextSitting() throws IOException {
    Map<String, String> stuck = new HashMap<>(model("otherwise = echo", "latency = 60s"));
    stuck.put("THREADKEEP_RUNS_EXPIRES_AFTER", "1s");
    try (QuickstartProcess chat =
        QuickstartProcess.start(directory, stuck, "--script", "-", "--user", "ann")) {
      chat.say("hello");
      assertThat(chat.hear()).isEqualTo("User: hello");
      chat.kill();
    }
    Result after = QuickstartProcess.run(directory, PLAIN, "--user", "ann");
    assertThat(after.exitCode()).as(after.err()).isZero();
    assertThat(after.out()).containsExactly("User: hello");
  }

  @Test
  void aReplyIsShownWhileItIsWrittenToThoseWhoWantIt() throws IOException {
    Map<String, String> endless = model("lines = [ { reply = \"Paris is\", hang = true } ]");
    try (QuickstartProcess chat = QuickstartProcess.start(directory, endless, "--stream")) {
      assertThat(chat.hear()).isEqualTo(QUESTION);
      assertThat(chat.hear("Assistant: Paris is".length())).isEqualTo("Assistant: Paris is");
      chat.kill();
    }
  }

  @Test
  void whatWasShownWhileItWasWrittenStandsThereWhole() {
    Result live = QuickstartProcess.run(directory, PLAIN, "--stream");
    assertThat(live.out()).containsExactly(QUESTION, ANSWER);
  }

  @Test
  void variablesAloneSwapTheBackends() {
    Result memory =
        QuickstartProcess.run(directory, Map.of("THREADKEEP_STORAGE", "memory"), "--data", "never");
    assertThat(memory.out()).containsExactly(QUESTION, ANSWER);
    assertThat(directory.resolve("never")).doesNotExist();
    Result openai = QuickstartProcess.run(directory, Map.of("THREADKEEP_TRANSPORT", "openai"));
    assertThat(openai.exitCode()).isEqualTo(2);
    assertThat(openai.out()).isEmpty();
    assertThat(openai.err()).contains("OPENAI_API_KEY");
  }

  @Test
  void wrongOptionsAreSaidPlainly() {
    Result storage = QuickstartProcess.run(directory, PLAIN, "--storage", "floppy");
    assertThat(storage.exitCode()).isEqualTo(2);
    assertThat(storage.err())
        .contains("threadkeep.storage: found \"floppy\"")
        .contains("jdbc, memory")
        .doesNotContain("\tat ");
    Result thread = QuickstartProcess.run(directory, PLAIN, "--thread", "undefined");
    assertThat(thread.exitCode()).isEqualTo(1);
    assertThat(thread.err()).contains("begins with 'thread_'").doesNotContain("\tat ");
    Result script = QuickstartProcess.run(directory, PLAIN, "--script", "nowhere.txt");
    assertThat(script.exitCode()).isEqualTo(1);
    assertThat(script.err()).contains("nowhere.txt").doesNotContain("\tat ");
  }

  /** The variables that put a script of these lines in the place of the model. */
  private Map<String, String> model(String... lines) throws IOException {
    Path script = Files.createTempFile(directory, "model", ".conf");
    return Map.of("THREADKEEP_FAKE_SCRIPT", Files.write(script, List.of(lines)).toString());
  }

  private Path write(String... lines) throws IOException {
    return Files.write(Files.createTempFile(directory, "script", ".txt"), List.of(lines));
  }

  private static String threadIn(String err) {
    Matcher thread = Pattern.compile("Thread (thread_[A-Za-z0-9]{24})").matcher(err);
    assertThat(thread.find()).as(err).isTrue();
    return thread.group(1);
  }
}
