package io.threadkeep.samples.cli;

import io.threadkeep.thread.ChatThread;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a thread is printed. */
final class ThreadJson {
  private ThreadJson() {}

  static Map<String, Object> of(ChatThread thread) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", thread.id());
    fields.put("tenant", thread.owner().tenant());
    if (thread.owner().user() != null) {
      fields.put("user", thread.owner().user());
    }
    fields.put("state", thread.state());
    fields.put("created_at", thread.createdAt());
    fields.put("active_at", thread.activeAt());
    fields.put("messages", thread.messageCount());
    fields.put("metadata", thread.metadata());
    return fields;
  }

  /** What became of a thread by a command. */
  static void print(ChatThread thread, Output output) {
    if (output.isJson()) {
      output.json(of(thread));
    } else {
      output.line(thread.id() + " is " + thread.state().name().toLowerCase(Locale.ROOT) + ".");
    }
  }
}
