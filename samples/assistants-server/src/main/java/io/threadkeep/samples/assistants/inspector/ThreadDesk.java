package io.threadkeep.samples.assistants.inspector;

import io.threadkeep.Conversation;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.WindowManifest;
import io.threadkeep.context.WindowOverflowException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.message.Message;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.Ids;
import io.threadkeep.samples.assistants.wire.ThreadQueryWire;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds threads, and reads them. */
final class ThreadDesk {
  private static final int READ_AT_ONCE = 8;
  private static final long MOST_CHARACTERS = 2 << 20;

  /** A thread, and how it stands. */
  record Overview(ChatThread thread, @Nullable Run active, List<BudgetState> budgets) {}

  /** What a policy would show a model now. */
  record Preview(WindowManifest manifest) {}

  void list(Visit visit) {
    visit.answer(visit.desk().conversations().find(query(visit), visit.page()));
  }

  private static ThreadQuery query(Visit visit) {
    Map<String, List<String>> asked = new HashMap<>(visit.http().queryParamMap());
    // The page's fields that nobody has filled in.
    asked.values().removeIf(values -> values.stream().allMatch(String::isBlank));
    ThreadQuery query = ThreadQueryWire.read(asked);
    String state = visit.asked("state");
    return switch (state == null ? "active" : state) {
      case "active" -> query;
      case "archived" -> query.archived();
      case "deleted" -> query.deleted();
      default ->
          throw ApiError.badRequest(
                  "Invalid 'state': expected one of active, archived and deleted.",
                  "state",
                  "invalid_value")
              .asException();
    };
  }

  void search(Visit visit) {
    String text = visit.asked("q");
    SearchQuery query = SearchQuery.of(text == null ? "" : text);
    String user = visit.asked("user");
    String thread = visit.asked("thread");
    query = user == null ? query : query.ofUser(user);
    query = thread == null ? query : query.in(Ids.thread(thread));
    visit.answer(visit.desk().conversations().search(query, visit.page()));
  }

  void get(Visit visit) {
    ChatThread thread = visit.desk().conversations().get(visit.thread());
    visit.answer(
        new Overview(
            thread,
            visit.desk().runs().active(thread.id()).orElse(null),
            visit.threadkeep().usage(visit.scope()).budgets(thread.id())));
  }

  /** As many as are asked for, or fewer if they are long. */
  void messages(Visit visit) {
    PageRequest asked = visit.page();
    List<Message> read = new ArrayList<>();
    long characters = 0;
    @Nullable PageRequest next = asked;
    while (next != null && read.size() < asked.limit() && characters < MOST_CHARACTERS) {
      int most = Math.min(READ_AT_ONCE, asked.limit() - read.size());
      Page<Message> page = conversation(visit).messages(next.limit(most));
      for (Message message : page.items()) {
        read.add(message);
        characters += JsonCodec.write(message.draft()).length();
      }
      next = page.next();
    }
    visit.answer(new Page<>(read, next));
  }

  void runs(Visit visit) {
    visit.answer(visit.desk().runs().list(conversation(visit).id(), visit.page()));
  }

  void preview(Visit visit) {
    String spec = visit.asked("policy");
    ContextPolicy policy = visit.threadkeep().policies().parse(spec == null ? "" : spec);
    Conversation conversation = conversation(visit);
    Assistant assistant = assistant(visit);
    try {
      visit.answer(
          new Preview(
              (assistant == null
                      ? conversation.preview(policy)
                      : conversation.preview(policy, assistant))
                  .manifest()));
    } catch (WindowOverflowException overflow) {
      throw ApiError.badRequest(String.valueOf(overflow.getMessage()), "policy", "invalid_value")
          .asException();
    }
  }

  /** Whose instructions and tools take room in the window; null if it is gone, or not said. */
  private static @Nullable Assistant assistant(Visit visit) {
    String id = visit.asked("assistant");
    try {
      return id == null ? null : visit.desk().assistants().get(Ids.assistant(id));
    } catch (NotFoundException gone) {
      return null;
    }
  }

  private static Conversation conversation(Visit visit) {
    return visit.desk().conversations().resume(visit.thread());
  }
}
