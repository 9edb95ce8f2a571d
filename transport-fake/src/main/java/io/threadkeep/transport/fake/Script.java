package io.threadkeep.transport.fake;

import io.threadkeep.limit.Text;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a request is answered: the next scripted answer while there is one, then the first
 * rule that fits the newest user message, then an echo, or else an error.
 */
final class Script {
  /** So that the echo of the longest message is still a message that may be stored. */
  private static final int ECHOED = 2_000;

  private static final int SHOWN = 80;

  /** Guarded by {@code this}. */
  private final Deque<FakeAnswer> scripted;

  private final int scriptedAtFirst;
  private final List<Rule> rules;
  private final @Nullable Function<ModelRequest, FakeAnswer> otherwise;

  /**
   * @param otherwise answers what nothing else does; null makes that an error
   */
  Script(
      List<FakeAnswer> scripted,
      List<Rule> rules,
      @Nullable Function<ModelRequest, FakeAnswer> otherwise) {
    this.scripted = new ArrayDeque<>(scripted);
    this.scriptedAtFirst = scripted.size();
    this.rules = List.copyOf(rules);
    this.otherwise = otherwise;
  }

  static FakeAnswer echo(ModelRequest request) {
    String said = newestUserText(request);
    return FakeAnswer.text(
        said.isBlank() ? "You said nothing." : "You said: " + beginning(said, ECHOED));
  }

  FakeAnswer answerTo(ModelRequest request) {
    FakeAnswer next = nextScripted();
    if (next != null) {
      return next;
    }
    String userText = newestUserText(request);
    return rules.stream()
        .map(rule -> rule.answerTo(userText))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> otherwise(request));
  }

  private synchronized @Nullable FakeAnswer nextScripted() {
    return scripted.poll();
  }

  private FakeAnswer otherwise(ModelRequest request) {
    if (otherwise == null) {
      throw new InvalidRequestException(
          "The fake transport has no answer to \""
              + beginning(newestUserText(request), SHOWN)
              + "\". "
              + content(),
          null);
    }
    return otherwise.apply(request);
  }

  private String content() {
    String patterns =
        rules.isEmpty()
            ? "no rules"
            : rules.stream()
                .map(rule -> "/" + rule.pattern() + "/")
                .collect(Collectors.joining(", ", "the rules ", ""));
    return "Its script had "
        + scriptedAtFirst
        + (scriptedAtFirst == 1 ? " answer, used up, and " : " answers, used up, and ")
        + patterns
        + ". Add what is missing, or let it echo.";
  }

  private static String newestUserText(ModelRequest request) {
    List<Message> messages = request.messages();
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role() == Role.USER) {
        return messages.get(i).text();
      }
    }
    return "";
  }

  private static String beginning(String text, int max) {
    return text.length() <= max ? text : Text.truncate(text, max) + "…";
  }
}
