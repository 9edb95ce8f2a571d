package io.threadkeep.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.Scope;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {
  private static final String PRICES =
      """
      threadkeep.prices.models = [
        { model = priced, from = 2020-01-01, prompt = 1000, completion = 0 }
      ]
      threadkeep.budgets.limits = [
        { name = chat, per = user, period = month, money = 250.00 }
      ]
      """;

  @TempDir private Path directory;

  @Test
  void usageIsAddedUpAndPriced() {
    Shell shell = Shell.in(directory);
    try (Threadkeep keep = shell.application()) {
      ask(keep, "priced");
      ask(keep, "other");
    }
    String config = TextFile.in(directory, "prices.conf", PRICES).toString();

    Shell.Result table = shell.run("usage", "--config", config);
    Shell.Result json = shell.run("usage", "--json", "--config", config, "--by=user");

    assertThat(table.lines()).hasSize(4);
    assertThat(table.lines().get(0)).matches("MODEL +RUNS +PROMPT +CACHED .* +USD");
    assertThat(table.lines().get(1)).matches("other +1 +\\d+ .* no price");
    assertThat(table.lines().get(2)).matches("priced +1 +\\d+ .* 0\\.0\\d+");
    assertThat(table.lines().get(3)).matches("total +2 +\\d+ .* at least 0\\.0\\d+");
    assertThat(json.lines())
        .singleElement()
        .asString()
        .contains("\"user\":\"anna\"", "\"at_least\":\"0.0", "\"without_price\":[\"other\"]");
    assertThat(shell.run("usage", "--to", "2020-01-01").lines()).hasSize(2);
    assertThat(shell.run("usage", "--from", "soon").exitCode()).isEqualTo(2);
    assertThat(shell.run("budgets", "--user", "anna", "--config", config).out())
        .containsPattern("chat +month +money +250 +0 +0 +250");
    assertThat(shell.run("budgets", "--user", "anna", "--config", config, "--json").out())
        .contains("\"left\":\"250\"");
  }

  private static void ask(Threadkeep keep, String model) {
    Assistant assistant = keep.assistants().create(NewAssistant.named("Echo").model(model));
    Conversation chat = keep.conversations(Scope.user("default", "anna")).start();
    String unused = chat.ask(assistant, "Hello.", Duration.ofSeconds(20)).text();
  }
}
