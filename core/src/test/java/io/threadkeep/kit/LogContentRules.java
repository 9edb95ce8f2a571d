package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.limit.Limits;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.Attachment;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.thread.ChatThread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * LOG-15 to LOG-18: what comes back is what went in.
 *
 * <ol start="15">
 *   <li>Every kind of content part, with annotations and attachments.
 *   <li>Origin, tokens, the order of metadata, and the instant to its microsecond.
 *   <li>Hostile text, character by character.
 *   <li>A message of the greatest size.
 * </ol>
 */
interface LogContentRules extends StoreRules {

  @ContractRule("LOG-15")
  default void everyKindOfContentComesBackEqual(Trial trial) {
    List<Annotation> annotations =
        List.of(
            new Annotation.FileCitation("[1]", "file-1", 0, 3),
            new Annotation.FilePath("sandbox:/a.csv", "file-2", 3, 17),
            new Annotation.UrlCitation("A title", "https://example.org/?q=1&r=2#f", 17, 17));
    NewMessage user =
        NewMessage.of(
                Role.USER,
                new ContentPart.Text("a text with references", annotations),
                new ContentPart.ImageUrl("https://example.org/a.png", ImageDetail.LOW),
                new ContentPart.ImageUrl(
                    "data:image/png;base64," + "iVBORw0KGgo=".repeat(1_000), ImageDetail.HIGH),
                new ContentPart.ImageFile("file-3", ImageDetail.HIGH))
            .withAttachments(
                List.of(
                    new Attachment("file-4", List.of("file_search", "code_interpreter")),
                    new Attachment("file-5", List.of())));
    NewMessage assistant =
        NewMessage.of(
            Role.ASSISTANT,
            new ContentPart.Text(""),
            new ContentPart.Refusal("I will not."),
            new ContentPart.ToolCall("call_1", "lookup", "{\"place\": \"Lima\", broken"),
            new ContentPart.ToolCall("call_2", "lookup", ""));
    NewMessage tool =
        NewMessage.of(
            Role.TOOL,
            new ContentPart.ToolResult("call_1", "-12.05, -77.04", false),
            new ContentPart.ToolResult("call_2", "no such place", true));
    assertKept(
        trial,
        List.of(
            trial.samples().draft(user),
            trial.samples().draft(assistant),
            trial.samples().draft(tool)));
  }

  @ContractRule("LOG-16")
  default void originTokensMetadataAndTimeComeBackEqual(Trial trial) {
    Metadata metadata = Metadata.EMPTY;
    for (String key : List.of("z", "a", "m", "Z", "10", "9", "")) {
      metadata = metadata.with("key " + key, "value of " + key);
    }
    NewMessage body = NewMessage.assistant("hello").withMetadata(metadata);
    List<MessageDraft> drafts = new ArrayList<>();
    for (IncompleteReason reason : IncompleteReason.values()) {
      Origin origin =
          new Origin(trial.samples().ids().run(), trial.samples().ids().assistant(), reason);
      drafts.add(draft(trial, body, origin, Instant.parse("2026-11-21T12:00:00.123456Z")));
    }
    Origin whole = new Origin(trial.samples().ids().run(), null, null);
    drafts.add(draft(trial, body, whole, Instant.parse("1999-12-31T23:59:59.999999Z")));
    drafts.add(draft(trial, body, Origin.CALLER, Instant.parse("2038-01-19T03:14:08.000001Z")));
    assertKept(trial, drafts);
    ChatThread thread = trial.startThread();
    MessageDraft ordered = trial.samples().draft(body);
    trial.append(thread, List.of(ordered));
    assertThat(trial.log(thread).get(0).metadata().pairs().keySet())
        .containsExactlyElementsOf(metadata.pairs().keySet());
  }

  @ContractRule("LOG-17")
  default void hostileTextComesBackEqual(Trial trial) {
    List<MessageDraft> drafts = new ArrayList<>();
    for (String text : HostileText.ALL) {
      drafts.add(
          trial
              .samples()
              .draft(
                  NewMessage.of(
                          Role.ASSISTANT,
                          new ContentPart.Text(text),
                          new ContentPart.Refusal(text),
                          new ContentPart.ToolCall("call", "tool", text))
                      .withMetadata(Metadata.of("k" + text, text))));
      drafts.add(
          trial
              .samples()
              .draft(NewMessage.of(Role.TOOL, new ContentPart.ToolResult("c", text, false))));
    }
    assertKept(trial, drafts);
  }

  @ContractRule("LOG-18")
  default void aMessageOfTheGreatestSizeComesBackEqual(Trial trial) {
    String wide = "\uD83D\uDE00".repeat(Limits.MESSAGE_BYTES / 4);
    String narrow = "0123456789abcdef".repeat(Limits.MESSAGE_BYTES / 16);
    assertKept(trial, trial.samples().drafts(wide, narrow));
  }

  private static MessageDraft draft(Trial trial, NewMessage body, Origin origin, Instant at) {
    return new MessageDraft(trial.samples().ids().message(), body, origin, 123_456, at);
  }

  /** Whichever way they are read. */
  private static void assertKept(Trial trial, List<MessageDraft> drafts) {
    ChatThread thread = trial.startThread();
    assertThat(trial.append(thread, drafts)).extracting(Message::draft).isEqualTo(drafts);
    assertThat(trial.log(thread)).extracting(Message::draft).isEqualTo(drafts);
    List<Message> window =
        trial.store().messages().before(thread.owner(), thread.id(), Long.MAX_VALUE, drafts.size());
    assertThat(window).extracting(Message::draft).containsExactlyInAnyOrderElementsOf(drafts);
    for (MessageDraft draft : drafts) {
      assertThat(trial.store().messages().find(thread.owner(), thread.id(), draft.id()))
          .map(Message::draft)
          .contains(draft);
    }
  }
}
