package io.threadkeep.samples.assistants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.threadkeep.tool.ToolBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who shows the inspector's page a key, in a real browser. */
final class InspectorKeysPageTest extends InspectorPage {
  private static final String TENANT = "sk-acme-7f3a";
  private static final String USER = "sk-anna-91bc";

  @BeforeAll
  static void start() throws IOException {
    Path keys = directory.resolve("keys");
    Files.writeString(keys, "acme = " + sha256(TENANT) + "\nacme/anna = " + sha256(USER) + "\n");
    start(
        Map.of(
            "threadkeep.jdbc.directory", directory.toString(),
            "threadkeep.server.key-file", keys.toString()),
        ToolBox.of());
    say(TENANT, "to everybody at acme");
    say(USER, "to anna alone");
  }

  private static String sha256(String key) {
    return Hashing.sha256().hashString(key, UTF_8).toString();
  }

  private static void say(String key, String text) {
    new RawClient(server.url(), key)
        .post("/threads", "{'messages':[{'role':'user','content':'" + text + "'}]}");
  }

  @Test
  void aWrongKeyIsRefusedAndARightOneOpensWhatIsItsOwn() {
    browser.go(server.inspectorUrl() + "#/threads?q=to");
    assertThat(browser.find("h1").getText()).isEqualTo("Whose threads?");
    assertThat(browser.isAt("#key")).isTrue();
    browser.type("#key", "sk-wrong");
    assertThat(browser.find(".wrong[role=alert]").getText())
        .isEqualTo("This server knows no such key.");
    assertThat(browser.isAt("#key")).isTrue();
    browser.picture("wrong-key");
    browser.type("#key", "schlüssel");
    assertThat(browser.isAt("#key:invalid")).isTrue();

    browser.type("#key", TENANT);
    browser.untilItSays("to everybody at acme");
    browser.untilItSays("to anna alone");
    assertKeptNowhereButInTheTab(TENANT);
    browser.picture("with-a-key");

    browser.named("Forget key").click();
    browser.type("#key", USER);
    browser.untilItSays("to anna alone");
    assertThat(browser.says("to everybody at acme")).isFalse();
    assertKeptNowhereButInTheTab(USER);

    browser.openTab();
    browser.go(server.inspectorUrl());
    browser.find("#key");
    assertThat(browser.says("to anna alone")).isFalse();
  }

  private static void assertKeptNowhereButInTheTab(String key) {
    assertThat(browser.ask("return document.documentElement.outerHTML + location.href"))
        .asString()
        .doesNotContain(key);
    assertThat(
            browser.ask(
                "return JSON.stringify([{...localStorage}, document.cookie, history.state,"
                    + " performance.getEntries().map((entry) => entry.name)])"))
        .asString()
        .doesNotContain(key);
    assertThat(browser.ask("return [...document.querySelectorAll('input')].map(i => i.value)"))
        .asString()
        .doesNotContain(key);
    assertThat(browser.ask("return JSON.stringify({...sessionStorage})"))
        .isEqualTo("{\"threadkeep.key\":\"" + key + "\"}");
  }
}
