package io.threadkeep.transport.fake;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.ModelRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request, read as the fake reads it: what the user said, and what the tools gave back. */
public record Asked(ModelRequest request) {

  /**
   * A tool's result, with the name that its call had.
   *
   * @param output what it gave back, or its error if it {@code failed}
   */
  public record Result(String tool, String callId, String output, boolean failed) {}

  /** What the newest message of a user says; empty if there is none. */
  public String newestUserText() {
    List<Message> messages = request.messages();
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role() == Role.USER) {
        return messages.get(i).text();
      }
    }
    return "";
  }

  /** All results in the window, oldest first. */
  public List<Result> toolResults() {
    return resultsFrom(0);
  }

  /** The results that the model is asked to go on with: those after which nobody has spoken. */
  public List<Result> newestToolResults() {
    int first = request.messages().size();
    while (first > 0 && request.messages().get(first - 1).role() == Role.TOOL) {
      first--;
    }
    return resultsFrom(first);
  }

  public List<String> toolNames() {
    return request.tools().stream().map(ToolDefinition::name).toList();
  }

  private List<Result> resultsFrom(int first) {
    Map<String, String> names = new HashMap<>();
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < request.messages().size(); i++) {
      Message message = request.messages().get(i);
      message.toolCalls().forEach(call -> names.put(call.callId(), call.name()));
      if (i >= first) {
        message.toolResults().forEach(result -> results.add(named(result, names)));
      }
    }
    return results;
  }

  private static Result named(ContentPart.ToolResult result, Map<String, String> names) {
    String tool = names.getOrDefault(result.callId(), "unknown tool");
    return new Result(tool, result.callId(), result.output(), result.failed());
  }
}
