package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.PendingRun;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.thread.ThreadState;
import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.tool.derive.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What a person does with threads and runs at the inspector, in a real browser. */
final class InspectorActionsPageTest extends InspectorPage {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final List<String> PAID = new CopyOnWriteArrayList<>();

  private static Threadkeep keep;
  private static Assistant clerk;
  private static RawClient api;

  /** What the model asks to be paid back. */
  record Order(String number) {}

  @BeforeAll
  static void start() {
    Tool refund =
        Tools.typed("refund", "Pays an order back.", Order.class, (order, request) -> pay(order))
            .traits(ToolTraits.defaults().needsApproval(true));
    startForAll(ToolBox.of(refund));
    keep = server.threadkeep();
    api = new RawClient(server.url(), "any");
    clerk = keep.assistants().create(NewAssistant.named("Clerk").tools(keep.tools().definitions()));
  }

  private static String pay(Order order) {
    PAID.add(order.number());
    return "Paid back.";
  }

  private static Conversation chat(String... words) {
    Conversation chat = keep.conversations().start(Metadata.of("about", "orders"));
    List.of(words).forEach(chat::say);
    return chat;
  }

  private static String path(Conversation chat) {
    return "/threads/" + chat.id().value();
  }

  @Test
  void oneCallIsAllowedAndAnotherRefused() {
    Conversation chat = chat("Please pay back A-7 and A-8.");
    PendingRun run = chat.run(clerk);
    run.awaitStop(SOON);
    open(path(chat));
    browser.named("A run waits for you.").click();
    browser.find("fieldset:nth-of-type(1) input[value=yes]").click();
    browser.find("fieldset:nth-of-type(2) input[value=no]").click();
    browser.find("fieldset:nth-of-type(2) input[autocomplete]").sendKeys("too much");
    browser.picture("approval");
    browser.named("Answer").click();
    browser.find(".badge.completed");
    browser.untilItSays("All is settled.");
    browser.untilItSays("Not carried out: too much");
    assertThat(PAID).containsExactly("A-7");
    assertThat(browser.said()).contains("The run has stopped.");
    assertThat(browser.isAt("main")).isTrue();
    browser.picture("approved");
  }

  @Test
  void aToolThatHasFailedIsSaidToHave() {
    Kitchen waiting = Kitchen.asked(api, "How is the weather?").until(api, "requires_action");
    open("/threads/" + waiting.thread() + "/runs/" + waiting.run());
    browser.named("Answer").click();
    assertThat(browser.isAt("textarea:invalid")).isTrue();
    browser.find("textarea").sendKeys("no such city");
    browser.find("input[type=checkbox]").click();
    browser.named("Answer").click();
    browser.find(".badge.completed");
    assertThat(browser.find(".message.tool .failed").getText())
        .contains("failed: get_weather", "no such city");
  }

  @Test
  void aThreadIsArchivedAndBroughtBack() {
    Conversation chat = chat("hello");
    open(path(chat));
    browser.named("Archive").click();
    browser.named("Bring back from the archive");
    assertThat(browser.find(".under strong").getText()).isEqualTo("archived");
    assertThat(browser.said()).contains("Done: Archive.");
    assertThat(browser.isAt("main")).isTrue();
    browser.named("Bring back from the archive").click();
    browser.named("Archive");
    assertThat(chat.thread().state()).isEqualTo(ThreadState.ACTIVE);
  }

  @Test
  void aThreadIsForkedBehindAMessage() {
    Conversation chat = chat("one", "two", "three");
    open(path(chat));
    browser.find("#m-2").click();
    browser.find("#m-2 header button").click();
    browser.untilItSays("a fork of " + chat.id().value() + " behind message 2");
    browser.untilItSays("two");
    assertThat(browser.says("three")).isFalse();
    assertThat(browser.isAt("main")).isTrue();
  }

  @Test
  void aThreadIsSavedAsAFile() throws IOException {
    Conversation chat = chat("To be kept: <b>naïve</b>.");
    Path folder = Files.createDirectory(directory.resolve("saved"));
    browser.saveFilesIn(folder);
    open(path(chat));
    browser.named("Export").click();
    Path file = folder.resolve(chat.id().value() + ".ndjson");
    Waiting.until(() -> Files.exists(file));
    assertThat(Files.readString(file)).contains(chat.id().value(), "<b>naïve</b>");
    Waiting.until(() -> browser.said().contains("Exported"));
  }

  @Test
  void aMessageIsWithdrawnAndNoModelIsShownIt() {
    Conversation chat = chat("My number is 4711.", "What is my number?");
    open(path(chat));
    browser.find("#m-1").click();
    browser.named("Withdraw…").click();
    browser.picture("withdraw");
    browser.press(Keys.ESCAPE);
    assertThat(browser.isAt("#m-1 header button")).isTrue();
    assertThat(browser.says("4711")).isTrue();
    browser.named("Withdraw…").click();
    browser.find("dialog .danger").click();
    browser.untilItSays("Withdrawn: its words are gone for good.");
    assertThat(browser.says("4711")).isFalse();
    assertThat(browser.said()).contains("Withdrawn: message 1.");

    PendingRun run = chat.run(clerk);
    run.await(SOON);
    open(path(chat) + "/runs/" + run.id().value());
    assertThat(browser.find(".verdict").getText())
        .contains("The model was shown 1 of 2 messages")
        .contains("Message 1 (0 tokens) was not shown: withdrawn");
    browser.picture("withdrawn");
  }

  @Test
  void aDeletedThreadIsRestored() {
    Conversation chat = chat("not so fast");
    keep.conversations().delete(chat.id(), Duration.ofDays(1));
    open("/threads?state=deleted");
    assertThat(browser.find(".gone").getText()).contains(chat.id().value(), "1 message", "orders");
    browser.picture("deleted");
    browser.named("Restore").click();
    browser.untilItSays("not so fast");
    assertThat(browser.said()).contains("Restored.");
  }
}
