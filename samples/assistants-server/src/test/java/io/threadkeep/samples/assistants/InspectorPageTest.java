package io.threadkeep.samples.assistants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import io.threadkeep.tool.ToolBox;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A person at the inspector, in a real browser. */
final class InspectorPageTest extends InspectorPage {
  private static RawClient api;
  private static Kitchen kitchen;

  @BeforeAll
  static void start() {
    startForAll(ToolBox.of());
    api = new RawClient(server.url(), "any");
    kitchen = Kitchen.in(api).until(api, "completed");
  }

  @Test
  void theReasonForAForgottenMessageIsFoundFromTheListOn() {
    open("/threads");
    browser.type("input[name=q]", "peanuts");
    browser.find(".hits a mark").click();
    browser.untilItSays(Kitchen.ALLERGY);
    assertThat(browser.find(".message.wanted .position").getText()).isEqualTo("20");
    browser.picture("thread");

    browser.named("What was the model shown?");
    browser.ask("document.querySelector('.message a.why').click()");
    assertThat(browser.find(".verdict").getText())
        .contains("The model was shown 20 of 80 messages: messages 61–80.")
        .contains("Messages 1–60", "older than the context policy reaches")
        .contains("keeps the newest 20 messages");
    browser.picture("why");

    browser.type("input[name=known]", "peanuts");
    assertThat(browser.find(".fate").getText())
        .contains("not shown", "Message 20", "60 messages before the question")
        .contains("Older than the context policy reaches, which keeps the newest 20 messages.")
        .contains("last-messages(61)", "pinned(20, last-messages(20))");
    browser.picture("found");

    browser.named("Try another context policy").click();
    browser.type("input[name=policy]", "pinned(20, last-messages(20))");
    browser.untilItSays("messages 1–20 and messages 62–81 of 81");
    browser.named("Go to message 20").click();
    assertThat(browser.find("#m-20 .state").getText()).isEqualTo("not shown");
    browser.picture("laid-over");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatIsHostileStaysText() {
    open("/threads/" + kitchen.thread());
    browser.untilItSays(Kitchen.HOSTILE);
    assertThat(browser.ask("return document.title")).asString().contains("Threadkeep");
    assertThat(browser.ask("return document.querySelectorAll('main script, main b').length"))
        .isEqualTo(0L);
  }

  @Test
  void aRunThatWaitsIsAnswered() {
    Kitchen waiting = Kitchen.asked(api, "How is the weather?").until(api, "requires_action");
    open("/threads/" + waiting.thread() + "/runs/" + waiting.run());
    browser.find("textarea").sendKeys("{\"sky\": \"clear\"}");
    browser.picture("answer");
    browser.named("Answer").click();
    browser.untilItSays("It is sunny in Paris.");
    browser.find(".badge.completed");
    browser.untilItSays("get_weather answered by the caller");
    browser.untilItSays("Attempt 1 until it waited for you");
    browser.untilItSays("After the answer, attempt 1 completed");
    browser.picture("answered");
  }

  @Test
  void aRunIsSeenLiveAndCancelled() {
    Kitchen hanging = Kitchen.asked(api, "hang").until(api, "in_progress");
    open("/threads/" + hanging.thread() + "/runs/" + hanging.run());
    browser.untilItSays("A worker has begun it.");
    browser.untilItSays("the model is at it");
    assertThat(browser.find(".timeline .in_progress .much").getText()).isEqualTo("goes on");
    browser.picture("live");
    browser.named("Cancel this run").click();
    browser.find("dialog .danger").click();
    browser.find(".badge.cancelled");
    hanging.until(api, "cancelled");
  }

  /** What workers of other processes on the same database may have left. */
  @Test
  void aLostWorkerAndToolsAtTheSameTimeAreDrawnByTheirTimes() throws IOException {
    open("/threads/" + kitchen.thread() + "/runs/" + kitchen.run());
    browser.find(".timeline");
    String told = Resources.toString(Resources.getResource("lost-worker.json"), UTF_8);
    assertThat(
            rows(
                told,
                "events.splice(2); calls.splice(0); run.progress = {status: 'queued', attempts: 1}"))
        .containsExactly(
            "queued: Queued 0-1000",
            "attempt lost: Attempt 1 1000-1100",
            "lost: A model call 1100-1100",
            "queued: Queued 1100-40000");
    assertThat(rows(told, ""))
        .containsExactly(
            "queued: Queued 0-1000",
            "attempt lost: Attempt 1 1000-32000",
            "lost: A model call 1100-32000",
            "attempt last: Attempt 2 32000-40000",
            "completed: Model call 1 32100-34000",
            "tool: weather 34100-36000",
            "tool failed: traffic 34200-37500",
            "completed: Model call 2 37600-40000");
    browser.picture("lost-worker");
    assertThat(browser.find(".timeline .lost .what").getText())
        .contains("its worker was lost, last heard of after 100 ms");
    assertThat(browser.complaints()).isEmpty();
  }

  /** Draws what was told of a run, after a change, in the place of what is drawn. */
  private static List<String> rows(String told, String change) {
    @Nullable Object rows =
        browser.ask(
            """
            return (async () => {
              const {rowsOf} = await import('/inspector/rows.js');
              const {drawn} = await import('/inspector/timeline.js');
              const {run, calls, events} = JSON.parse(arguments[0]);
              CHANGE;
              const rows = rowsOf({run, calls}, events, 0);
              document.querySelector('.timeline').parentElement.replaceChildren(...drawn(rows));
              return rows.map(({kind, name, from, to}) =>
                `${kind}: ${name} ${from - rows[0].from}-${to - rows[0].from}`).join(';');
            })()
            """
                .replace("CHANGE", change),
            told);
    return List.of(String.valueOf(rows).split(";", -1));
  }

  @Test
  void itIsDarkAndNarrowWhereThatIsWanted() {
    open("/threads/" + kitchen.thread() + "/runs/" + kitchen.run());
    browser.find(".verdict");
    @Nullable Object light = browser.ask("return getComputedStyle(document.body).backgroundColor");
    browser.named("Theme").click();
    browser.named("Theme").click();
    assertThat(browser.find("#theme").getText()).isEqualTo("Theme: dark");
    assertThat(browser.ask("return getComputedStyle(document.body).backgroundColor"))
        .isNotEqualTo(light);
    browser.picture("dark");
    browser.size(500, 900);
    assertThat(
            browser.ask(
                "const all = document.documentElement; return all.scrollWidth - all.clientWidth"))
        .isEqualTo(0L);
    browser.picture("narrow");
    browser.named("Theme").click();
  }

  @Test
  void theKeyboardGoesEverywhere() {
    open("/threads");
    browser.find(".threads a");
    browser.press("j");
    assertThat(browser.ask("return document.activeElement.matches('.threads a')")).isEqualTo(true);
    browser.press(Keys.ENTER);
    browser.find(".message");
    browser.press("g");
    browser.press("u");
    browser.untilItSays("Usage and cost");
    browser.find(".plot svg");
    browser.picture("usage");
    browser.press("?");
    browser.find("dialog");
    browser.press(Keys.ESCAPE);
    browser.press("g");
    browser.press("e");
    browser.untilItSays("Waiting for a worker");
    browser.picture("engine");
  }

  @Test
  void aThreadIsErasedAfterItsIdIsTyped() {
    String thread = Kitchen.asked(api, "hello").until(api, "completed").thread();
    open("/threads/" + thread);
    browser.named("Erase").click();
    assertThat(browser.find("dialog .danger").isEnabled()).isFalse();
    browser.find("dialog input").sendKeys(thread);
    browser.find("dialog .danger").click();
    browser.find(".threads");
    assertThat(browser.said()).contains("Erased, with 2 messages.");
    assertThat(browser.isAt("main")).isTrue();
    assertThat(api.get("/threads/" + thread).status()).isEqualTo(404);
  }
}
