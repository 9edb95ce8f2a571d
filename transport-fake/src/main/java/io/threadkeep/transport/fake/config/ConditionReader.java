package io.threadkeep.transport.fake.config;

import io.threadkeep.transport.fake.RequestCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;

/** Reads {@code when}: all of it must be true of a request. */
final class ConditionReader {

  private ConditionReader() {}

  static List<RequestCondition> read(Section when) {
    List<RequestCondition> conditions = new ArrayList<>();
    add(conditions, when, "user-says", RequestCondition::userSays);
    add(conditions, when, "user-contains", RequestCondition::userContains);
    try {
      add(conditions, when, "user-matches", RequestCondition::userMatches);
    } catch (PatternSyntaxException e) {
      when.problem(
          "user-matches",
          e.getPattern() + " (" + e.getDescription() + ")",
          "a regular expression as java.util.regex.Pattern reads it");
    }
    add(conditions, when, "system-contains", RequestCondition::systemContains);
    addResult(conditions, when);
    add(conditions, when, "tool-offered", RequestCondition::toolOffered);
    add(conditions, when, "model-is", RequestCondition::modelIs);
    when.refuseUnknownKeys();
    return conditions;
  }

  private static void add(
      List<RequestCondition> conditions,
      Section when,
      String key,
      Function<String, RequestCondition> condition) {
    when.text(key).map(condition).ifPresent(conditions::add);
  }

  private static void addResult(List<RequestCondition> conditions, Section when) {
    Optional<String> tool = when.text("tool-result");
    Optional<String> text = when.text("result-contains");
    if (tool.isEmpty() && text.isPresent()) {
      when.problem("result-contains", "no tool-result", "a tool-result that says whose result");
    }
    tool.map(
            name ->
                text.map(t -> RequestCondition.toolResult(name, t))
                    .orElseGet(() -> RequestCondition.toolResult(name)))
        .ifPresent(conditions::add);
  }
}
