package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.WindowManifest;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.RunStatus;
import io.threadkeep.tool.ToolBox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Windows of every kind, threads that are long, and content that is hostile, in a real browser. */
final class InspectorWindowsPageTest extends InspectorPage {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int MANY = 3_000;
  private static final int AT_ONCE = 100;
  private static final String TAKEN = "document.title='taken'";

  private static Threadkeep keep;
  private static Assistant clerk;

  @BeforeAll
  static void start() {
    startForAll(ToolBox.of());
    keep = server.threadkeep();
    clerk = keep.assistants().create(NewAssistant.named("Clerk").instructions("Be brief."));
  }

  private static String path(Conversation chat) {
    return "/threads/" + chat.id().value();
  }

  private static ContextPolicy policy(String spec) {
    return keep.policies().parse(spec);
  }

  private static Conversation dishes(int many) {
    Conversation chat = keep.conversations().start();
    List<NewMessage> all =
        IntStream.rangeClosed(1, many)
            .mapToObj(n -> NewMessage.user("Dish number " + n + " of our long list of dishes."))
            .toList();
    for (int from = 0; from < many; from += AT_ONCE) {
      chat.append(all.subList(from, Math.min(many, from + AT_ONCE)), null);
    }
    return chat;
  }

  /** Runs, and opens what the model was shown. */
  private static String verdict(Conversation chat, RunRequest request) {
    PendingRun run = chat.run(request);
    assertThat(run.await(SOON).status()).isEqualTo(RunStatus.COMPLETED);
    open(path(chat) + "/runs/" + run.id().value());
    return browser.find(".verdict").getText();
  }

  private static RunRequest by(String policy) {
    return RunRequest.by(clerk.id()).context(policy(policy));
  }

  @Test
  void aSummaryStandsForWhatIsOlder() {
    String spec = "pinned(2, summarising(last-messages(8), notes))";
    Conversation chat = dishes(40);
    chat.run(by(spec)).await(SOON);
    Waiting.until(
        () -> {
          WindowManifest.@Nullable SummaryUse use =
              chat.preview(policy(spec)).manifest().details().summary();
          return use != null && use.to() > 0;
        });
    assertThat(verdict(chat, by(spec).saying(NewMessage.user("And now?"))))
        .contains("The model was shown 10 of 42 messages: messages 1–2 and messages 35–42.")
        .contains("only in the summary: in its place the model read a summary, written by notes.")
        .contains("Messages 1–2 are kept in front of every window.");
    browser.type("input[name=known]", "Dish number 7 of");
    assertThat(browser.find(".fate.summarised").getText()).contains("Message 7");
    browser.picture("summary");
  }

  @Test
  void aToolOutputThatWasCutShortIsSaidToBe() {
    Conversation chat = keep.conversations().start();
    chat.append(
        NewMessage.user("List it."),
        NewMessage.of(Role.ASSISTANT, new ContentPart.ToolCall("c1", "list", "{}")),
        NewMessage.of(Role.TOOL, new ContentPart.ToolResult("c1", "row ".repeat(4_000), false)));
    assertThat(verdict(chat, by("token-budget(1500, shorten-tool-outputs)")))
        .contains("The model was shown 3 of 3 messages")
        .contains("was shown, cut short: its tool outputs were cut to")
        .doesNotContain("Nothing was left out");
    browser.picture("shortened");
  }

  @Test
  void aRunsBudgetIsTheReasonWhereItIs() {
    assertThat(verdict(dishes(30), by("everything").maxPromptTokens(300)))
        .contains("older than what the run's token budget for prompts had room for");
    assertThat(browser.find(".facts").getText()).contains("The run's budget had left", "300");
    browser.picture("budget");
  }

  @Test
  void whatAProviderWouldRefuseIsLeftOut() {
    Conversation chat = keep.conversations().start();
    List<Message> said =
        chat.append(
            NewMessage.user("hello"),
            NewMessage.of(Role.ASSISTANT, new ContentPart.ToolCall("c1", "list", "{}")),
            NewMessage.user("Never mind."),
            NewMessage.of(Role.TOOL, new ContentPart.ToolResult("c9", "late", false)),
            NewMessage.user("My number is 4711."),
            NewMessage.user("What now?"));
    chat.withdraw(said.get(4).draft().id());
    assertThat(verdict(chat, by("everything")))
        .contains("The model was shown 3 of 6 messages")
        .contains("Message 2 (6 tokens) was not shown: a tool call without all its results")
        .contains("Message 4 (5 tokens) was not shown: a tool result without its call")
        .contains("Message 5 (0 tokens) was not shown: withdrawn");
    browser.picture("refusable");
  }

  @Test
  void aLongThreadIsReadAsFarAsItIsWanted() {
    Conversation chat = dishes(MANY);
    // What is said can be searched a moment later.
    Waiting.until(() -> chat.search("number 7", PageRequest.newestFirst()).items().size() == 1);
    assertThat(verdict(chat, by("last-messages(20)")))
        .contains("The model was shown 20 of 3,000 messages");
    browser.picture("long");
    browser.type("input[name=known]", "Dish number 5 of");
    browser.named("Go to message 5").click();
    assertThat(browser.find("#m-5").getText()).contains("not shown", "Dish number 5 of");
    assertThat(browser.isAt("#m-5")).isTrue();

    open("/threads?q=%22number+7%22");
    browser.find(".hits a").sendKeys(Keys.ENTER);
    browser.find(".message.wanted");
    assertThat(browser.isAt("#m-7.wanted")).isTrue();
    browser.named("Later messages").click();
    browser.find("#m-206");
    assertThat(positions()).startsWith(1L).hasSize(206).isSorted().doesNotHaveDuplicates();
    open(path(chat));
    browser.named("Earlier messages").click();
    browser.find("#m-2900");
    assertThat(positions()).endsWith(MANY + 1L).hasSize(200).isSorted();
  }

  private static List<Long> positions() {
    return browser.numbers(".message .position", "Number(each.textContent)");
  }

  @Test
  void whatIsHostileNeitherRunsNorBreaksThePage() {
    String markup = "<img src=x onerror=\"" + TAKEN + "\"><script>" + TAKEN + "</script>";
    Conversation chat =
        keep.conversations()
            .start(new Metadata(Map.of("<b>bold</b>", markup, "long", "x".repeat(400))));
    chat.append(
        NewMessage.user(markup),
        NewMessage.user("שלום עולם, and \u202Eback\u202C again"),
        NewMessage.user("\uD83D\uDC69\u200D\uD83D\uDC67 e\u0301"),
        NewMessage.assistant("line\n".repeat(1_000)),
        NewMessage.user("y".repeat(256_000)),
        NewMessage.of(
            Role.ASSISTANT,
            new ContentPart.ToolCall(
                "c1", "<img src=x onerror=alert(1)>", "{\"a\":\"" + "z".repeat(9_000) + "\"}")),
        NewMessage.of(Role.TOOL, new ContentPart.ToolResult("c1", markup, true)));
    String verdict = verdict(chat, by("last-messages(3)").instructions(markup));
    assertThat(verdict).contains("The model was shown");
    browser.named("Read the prompt word for word").click();
    browser.find(".instructions");
    assertHarmless("hostile-run");
    open(path(chat));
    browser.untilItSays(markup);
    assertHarmless("hostile");
    open("/threads");
    browser.untilItSays(markup);
    assertHarmless("hostile-list");
    assertThat(browser.complaints()).isEmpty();
  }

  private static void assertHarmless(String picture) {
    browser.size(360, 900);
    assertThat(browser.ask("return document.title")).asString().contains("Threadkeep inspector");
    assertThat(
            browser.ask("return document.querySelectorAll('main :is(script, img, b.bold)').length"))
        .isEqualTo(0L);
    assertThat(
            browser.ask(
                "const all = document.documentElement; return all.scrollWidth - all.clientWidth"))
        .isEqualTo(0L);
    assertThat(browser.numbers(".said", "each.clientHeight"))
        .allSatisfy(high -> assertThat(high).isLessThan(1_000));
    browser.picture(picture);
  }
}
