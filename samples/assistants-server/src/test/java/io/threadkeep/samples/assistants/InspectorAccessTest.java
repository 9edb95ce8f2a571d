package io.threadkeep.samples.assistants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.Resources;
import io.threadkeep.tool.ToolBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The inspector for who hears it, has no mouse, or sees little. */
final class InspectorAccessTest extends InspectorPage {
  private static final Set<String> ROLES =
      Set.of("button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "heading");

  private static List<String> places;

  @BeforeAll
  static void start() {
    startForAll(ToolBox.of());
    RawClient api = new RawClient(server.url(), "any");
    Kitchen kitchen = Kitchen.in(api).until(api, "completed");
    Kitchen waiting = Kitchen.asked(api, "How is the weather?").until(api, "requires_action");
    places =
        List.of(
            "/threads",
            "/threads?q=peanuts",
            "/threads/" + waiting.thread(),
            "/threads/" + waiting.thread() + "/runs/" + waiting.run(),
            "/threads/" + kitchen.thread() + "/runs/" + kitchen.run(),
            "/usage",
            "/engine");
  }

  private static void openWhole(String place) {
    open(place);
    browser.find("main:not([aria-busy]) h1");
    browser.ask(
        "document.querySelectorAll('details').forEach((folded) => { folded.open = true; })");
  }

  @Test
  void everyPageHasNamesHeadingsInOrderAndTextThatStandsOut() throws IOException {
    String weak = Resources.toString(Resources.getResource("contrast.js"), UTF_8);
    for (String place : places) {
      openWhole(place);
      assertThat(nameless()).as(place).isEmpty();
      List<Long> levels = browser.numbers("h1, h2, h3", "Number(each.tagName[1])");
      assertThat(levels).as(place).startsWith(1L).containsOnlyOnce(1L);
      for (int i = 1; i < levels.size(); i++) {
        assertThat(levels.get(i)).as(place).isLessThanOrEqualTo(levels.get(i - 1) + 1);
      }
      for (String theme : List.of("light", "dark")) {
        browser.ask("document.documentElement.dataset.theme = arguments[0]", theme);
        assertThat((List<?>) browser.ask(weak)).as(theme + " " + place).isEmpty();
      }
    }
  }

  private static List<String> nameless() {
    List<String> nameless = new ArrayList<>();
    int named = 0;
    for (JsonNode node : browser.heard()) {
      String role = node.at("/role/value").asText();
      boolean isUsed = ROLES.contains(role) || isFocusable(node);
      if (!node.path("ignored").asBoolean() && isUsed) {
        if (node.at("/name/value").asText().isBlank()) {
          nameless.add(role + " " + node);
        } else {
          named++;
        }
      }
    }
    // The links of the head alone are more.
    assertThat(named).isGreaterThan(5);
    return nameless;
  }

  private static boolean isFocusable(JsonNode node) {
    for (JsonNode property : node.path("properties")) {
      if (property.path("name").asText().equals("focusable")) {
        return property.at("/value/value").asBoolean();
      }
    }
    return false;
  }

  /** From the top of the page to its end, and every control is on the way. */
  @Test
  void tabReachesAllThatCanBeUsed() {
    for (String place : List.of(places.get(0), places.get(3))) {
      openWhole(place);
      browser.press(Keys.TAB);
      assertThat(browser.isAt(".skip")).as("first of all").isTrue();
      browser.ask("window.reached = new Set()");
      for (int i = 0; i < 100 && !browser.isAt("body"); i++) {
        assertThat(
                browser.ask(
                    """
                    const at = document.activeElement;
                    reached.add(at);
                    const {outlineStyle, outlineWidth} = getComputedStyle(at);
                    return at.checkVisibility({opacityProperty: true})
                      && (at.tagName === 'SUMMARY' || outlineStyle !== 'none' && outlineWidth !== '0px')
                      ? '' : at.outerHTML
                    """))
            .as("seen where it is")
            .isEqualTo("");
        browser.press(Keys.TAB);
      }
      assertThat(
              browser.ask(
                  """
                  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
                    .filter((each) => each.checkVisibility() && !each.disabled && !reached.has(each))
                    .map((each) => each.outerHTML)
                  """))
          .as("not reached at " + place)
          .isEqualTo(List.of());
    }
  }

  @Test
  void theKeyboardIsWhereSomethingHasHappened() {
    openWhole("/threads");
    browser.find("nav a[data-page=engine]").sendKeys(Keys.ENTER);
    browser.untilItSays("Waiting for a worker");
    assertThat(browser.isAt("main[aria-label=Engine]")).isTrue();
    assertThat(browser.said()).endsWith("Engine");

    browser.find("#keys").sendKeys(Keys.SPACE);
    browser.find("dialog");
    assertThat(browser.isAt("dialog button")).isTrue();
    browser.press(Keys.ESCAPE);
    assertThat(browser.isAt("#keys")).isTrue();

    openWhole("/threads/thread_000000000000000000000000");
    browser.find("[role=alert] h1");
    assertThat(browser.find("main").getText()).contains("That did not work", "Try again");
    browser.named("Try again").sendKeys(Keys.ENTER);
    Waiting.until(() -> browser.isAt("main"));

    openWhole(places.get(4));
    browser.named("Read the prompt word for word").sendKeys(Keys.ENTER);
    browser.untilItSays("The prompt");
    assertThat(browser.isAt(".prompt h2")).isTrue();
  }
}
