package io.threadkeep.samples.quickstart;

import io.threadkeep.Assistants;
import io.threadkeep.Conversation;
import io.threadkeep.Conversations;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.RunNotCompletedException;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One user's sitting: which thread to talk on, and what is said on it. */
final class Session {
  private static final NewAssistant GEOGRAPHER =
      NewAssistant.named("Geography Expert")
          .model("gpt-4.1-mini")
          .instructions("Answer geography questions concisely.");

  private final Threadkeep keep;
  private final Scope scope;
  private final Conversations conversations;
  private final Console console;
  private final Assistant assistant;
  private final @Nullable String model;
  private final boolean streams;

  Session(Threadkeep keep, Scope scope, Console console, @Nullable String model, boolean streams) {
    this.keep = keep;
    this.scope = scope;
    this.conversations = keep.conversations(scope);
    this.console = console;
    this.assistant = geographer(keep.assistants(scope));
    this.model = model;
    this.streams = streams;
  }

  /**
   * With a person, or with whatever writes to standard input: a first question on a new thread, or
   * an old one's history; then line by line.
   *
   * @return the exit code
   */
  int talk(@Nullable String threadId) throws IOException {
    Optional<Conversation> old = threadId == null ? choose() : Optional.of(resume(threadId));
    Chat chat = chat(old.orElseGet(conversations::start));
    if (old.isPresent()) {
      chat.printHistory();
      chat.finishInterruptedReply();
    } else {
      chat.say("What is the capital of France?");
    }
    if (console.isTerminal()) {
      console.note("Go on talking; an empty line or Ctrl-D ends.");
    }
    return play(Script.ofLines(() -> endAtBlank(console.ask("> "))), chat);
  }

  /**
   * What a script says: plain lines on one thread, each line of JSON on one of its own.
   *
   * @return the exit code
   */
  int play(Script script, @Nullable String threadId, boolean history) throws IOException {
    if (history) {
      (threadId == null ? latest() : Optional.of(resume(threadId)))
          .ifPresentOrElse(
              conversation -> chat(conversation).printHistory(),
              () -> console.note("You have no threads yet."));
    }
    return play(script, threadId == null ? null : chat(resume(threadId)));
  }

  private int play(Script script, @Nullable Chat onThread) throws IOException {
    Chat chat = onThread;
    boolean failed = false;
    for (Script.Turn turn = script.next(); turn != null; turn = script.next()) {
      if (chat == null || turn.opensThread()) {
        chat = chat(conversations.start());
      }
      try {
        chat.say(turn.text());
      } catch (RunNotCompletedException | InvalidInputException e) {
        console.note("Line " + turn.line() + ": " + e.getMessage());
        failed = true;
      }
    }
    return failed ? 1 : 0;
  }

  /**
   * A person picks one of their threads; anybody else gets the latest. Nothing stands for a new
   * one.
   */
  private Optional<Conversation> choose() throws IOException {
    List<ChatThread> threads =
        conversations.find(ThreadQuery.ALL, PageRequest.newestFirst()).items();
    if (threads.isEmpty()) {
      return Optional.empty();
    }
    console.note("Your threads:");
    for (int i = 0; i < threads.size(); i++) {
      ChatThread thread = threads.get(i);
      console.note(
          "  %d) %s, %d messages, started %s"
              .formatted(i + 1, thread.id(), thread.messageCount(), thread.createdAt()));
    }
    while (console.isTerminal()) {
      String answer = console.ask("Resume which one (1), or n for a new one? ");
      if (answer == null || answer.isBlank()) {
        break;
      } else if (answer.strip().equals("n")) {
        return Optional.empty();
      } else if (answer.strip().matches("[0-9]{1,2}")) {
        int number = Integer.parseInt(answer.strip());
        if (number >= 1 && number <= threads.size()) {
          return Optional.of(conversations.resume(threads.get(number - 1).id()));
        }
      }
      console.note("A number from 1 to " + threads.size() + ", or n.");
    }
    return Optional.of(conversations.resume(threads.get(0).id()));
  }

  private Optional<Conversation> latest() {
    return conversations.find(ThreadQuery.ALL, PageRequest.newestFirst().limit(1)).items().stream()
        .findFirst()
        .map(thread -> conversations.resume(thread.id()));
  }

  private Conversation resume(String threadId) {
    return conversations.resume(new ThreadId(threadId));
  }

  private Chat chat(Conversation conversation) {
    console.note("Thread " + conversation.id());
    return new Chat(conversation, keep.runs(scope), console, assistant, model, streams);
  }

  /** Assistants are reusable: the one of an earlier start will do. */
  private static Assistant geographer(Assistants assistants) {
    return assistants.list(PageRequest.oldestFirst()).items().stream()
        .filter(assistant -> GEOGRAPHER.equals(assistant.definition()))
        .findFirst()
        .orElseGet(() -> assistants.create(GEOGRAPHER));
  }

  private static @Nullable String endAtBlank(@Nullable String line) {
    return line == null || line.isBlank() ? null : line;
  }
}
