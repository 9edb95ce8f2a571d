package io.threadkeep.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One rule for what scripts read: names and constants are in lower snake case. */
class JsonTest {
  private static final String SETTINGS =
      """
      threadkeep.budgets.limits = [ { name = chat, per = user, period = month, money = 250.00 } ]
      """
          + RetentionAndErasureTest.RULES;

  /** By another standard: ISO 4217. */
  private static final String CURRENCY = "currency";

  @TempDir private Path directory;
  private Shell shell = Shell.in(Path.of("."));
  private String thread = "";

  private void talk() {
    shell = Shell.in(directory);
    try (Threadkeep keep = shell.application()) {
      Conversation chat = keep.conversations(Scope.user("default", "anna")).start();
      chat.say("Good morning.");
      chat.say("I am in Rome.");
      Assistant assistant =
          keep.assistants()
              .create(NewAssistant.named("Echo").model("any").context("last-messages(1)"));
      String unused = chat.ask(assistant, "And I am happy.", Duration.ofSeconds(20)).text();
      thread = chat.id().value();
    }
  }

  /** In an order in which each finds what it needs, with a constant that it prints. */
  private Map<List<String>, String> commands() {
    Path config = TextFile.in(directory, "app.conf", SETTINGS);
    Path otherwise =
        TextFile.in(
            directory,
            "otherwise.jsonl",
            shell.run("export", "-").out().replace("I am in Rome.", "I am in Oslo."));
    Map<List<String>, String> commands = new LinkedHashMap<>();
    commands.put(List.of("threads"), "active");
    commands.put(List.of("show", thread), "user");
    commands.put(List.of("search", "rome"), "user");
    commands.put(List.of("explain", thread), "beyond_window");
    commands.put(List.of("preview", thread, "last-messages(1)"), "beyond_window");
    commands.put(List.of("report", thread, "--policy", "last-messages(2)"), "last-messages(2)");
    commands.put(List.of("usage"), "any");
    commands.put(List.of("budgets", "--user", "anna", "--config", "" + config), "month");
    commands.put(List.of("export", "" + directory.resolve("all.jsonl")), thread);
    commands.put(List.of("import", "" + otherwise), "damaged");
    commands.put(List.of("retention", "--config", "" + config), "finished");
    commands.put(List.of("archive", thread), "archived");
    commands.put(List.of("unarchive", thread), "active");
    commands.put(List.of("delete", thread, "--yes"), "deleted");
    commands.put(List.of("restore", thread), "active");
    commands.put(List.of("erase", thread, "--yes"), "thread");
    commands.put(List.of("schema", "MARIADB"), "mariadb");
    return commands;
  }

  @Test
  void everyCommandPrintsItsConstantsInLowerCase() throws IOException {
    talk();
    Map<List<String>, String> commands = commands();
    assertThat(commands.keySet())
        .extracting(line -> line.get(0))
        .containsExactlyInAnyOrderElementsOf(allCommands());
    for (Map.Entry<List<String>, String> command : commands.entrySet()) {
      String line = String.join(" ", command.getKey());
      Shell.Result result =
          shell.run(
              Stream.concat(command.getKey().stream(), Stream.of("--json")).toArray(String[]::new));
      List<String> texts = new ArrayList<>();
      for (String document : result.lines()) {
        collect("", new ObjectMapper().readTree(document), texts);
      }
      assertThat(texts)
          .as(line + ": " + result.err())
          .contains(command.getValue())
          .noneMatch(text -> text.matches("[A-Z][A-Z0-9_]*"));
    }
  }

  private static List<String> allCommands() {
    return Commands.of(new ThreadkeepCli(Terminal.ofProcess())).stream()
        .map(command -> new CommandLine(command).getCommandName())
        .toList();
  }

  /** Texts and names of fields. */
  private static void collect(String name, JsonNode node, List<String> texts) {
    if (node.isTextual() && !name.equals(CURRENCY)) {
      texts.add(node.textValue());
    }
    node.fields()
        .forEachRemaining(
            field -> {
              texts.add(field.getKey());
              collect(field.getKey(), field.getValue(), texts);
            });
    if (node.isArray()) {
      node.forEach(element -> collect(name, element, texts));
    }
  }
}
