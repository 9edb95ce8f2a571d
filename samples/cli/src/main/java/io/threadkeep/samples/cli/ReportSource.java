package io.threadkeep.samples.cli;

import io.threadkeep.Assistants;
import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.page.PageRequest;
import io.threadkeep.samples.cli.report.RecordedConversation;
import io.threadkeep.samples.cli.report.Recording;
import io.threadkeep.samples.cli.report.Speaker;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.transfer.TransferWatch;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the conversation of a report comes from: the database, or the recording, which is imported
 * into a storage that lasts as long as the command.
 *
 * @param model in the place of the assistants' own
 */
record ReportSource(ThreadkeepCli cli, @Nullable String thread, @Nullable String model) {

  Threadkeep open() {
    Opening opening = cli.opening().orExample(ReportSettings.EXAMPLE);
    return thread == null ? opening.inMemory() : opening.open();
  }

  String name() {
    return thread == null ? "the recorded conversation" : thread;
  }

  RecordedConversation read(Threadkeep keep) throws IOException {
    Scope scope = thread == null ? Scope.DEFAULT : cli.scope();
    ThreadId id = thread == null ? recorded(keep) : new ThreadId(thread);
    Conversation conversation = keep.conversations(scope).resume(id);
    Map<AssistantId, Speaker> speakers = new HashMap<>();
    Assistants assistants = keep.assistants(scope);
    return RecordedConversation.of(
        conversation.messages().toList(), message -> speaker(message, assistants, speakers));
  }

  private static ThreadId recorded(Threadkeep keep) throws IOException {
    try (InputStream in = Recording.open()) {
      var unused = keep.transfers().importFrom(in, TransferWatch.NONE);
    }
    PageRequest first = PageRequest.oldestFirst().limit(1);
    return keep.conversations().find(ThreadQuery.ALL, first).items().get(0).id();
  }

  private Speaker speaker(Message message, Assistants assistants, Map<AssistantId, Speaker> known) {
    AssistantId id = message.origin().assistantId();
    Speaker speaker =
        id == null
            ? Speaker.UNKNOWN
            : known.computeIfAbsent(id, missing -> speaker(missing, assistants));
    return model == null ? speaker : speaker.withModel(model);
  }

  private static Speaker speaker(AssistantId id, Assistants assistants) {
    try {
      return Speaker.of(assistants.get(id).definition());
    } catch (NotFoundException e) {
      return Speaker.UNKNOWN;
    }
  }
}
