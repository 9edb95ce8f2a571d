package io.threadkeep.samples.quickstart;

import io.threadkeep.Conversation;
import io.threadkeep.PendingRun;
import io.threadkeep.RunExecutor;
import io.threadkeep.RunRequest;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.event.Listening;
import io.threadkeep.id.RunId;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunNotCompletedException;
import io.threadkeep.run.RunStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Talks on one thread. A line that is whole is durable. */
final class Chat {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Conversation conversation;
  private final RunExecutor runs;
  private final Console console;
  private final Assistant assistant;
  private final @Nullable String model;
  private final boolean streams;

  /**
   * @param streams whether replies are shown while they are written, or once they are stored
   */
  Chat(
      Conversation conversation,
      RunExecutor runs,
      Console console,
      Assistant assistant,
      @Nullable String model,
      boolean streams) {
    this.conversation = conversation;
    this.runs = runs;
    this.console = console;
    this.assistant = assistant;
    this.model = model;
    this.streams = streams;
  }

  void printHistory() {
    conversation.messages().forEach(this::print);
  }

  /** Says {@code text} and waits for the answer. */
  void say(String text) {
    RunRequest request = RunRequest.by(assistant.id()).saying(NewMessage.user(text));
    PendingRun run = submit(model == null ? request : request.model(model));
    // Submitted means stored: message and run are in one transaction.
    console.print(Role.USER, text);
    Run ended = finish(run.id());
    if (ended.status() != RunStatus.COMPLETED) {
      throw new RunNotCompletedException(ended);
    }
  }

  /** Ends a reply that an earlier process was in the middle of when it died. */
  void finishInterruptedReply() {
    for (Run run : runs.list(conversation.id(), PageRequest.newestFirst().limit(1)).items()) {
      if (!run.status().isFinal()) {
        console.note("The last reply was interrupted; finishing it.");
        finishForAnother(run.id());
      }
    }
  }

  private PendingRun submit(RunRequest request) {
    try {
      return conversation.run(request);
    } catch (ActiveRunException e) {
      finishForAnother(e.activeRunId());
      return conversation.run(request);
    }
  }

  /** However that run ends, it is no reason not to say what comes next. */
  private void finishForAnother(RunId id) {
    Run ended = finish(id);
    if (ended.status() != RunStatus.COMPLETED) {
      console.note(new RunNotCompletedException(ended).getMessage());
    }
  }

  private Run finish(RunId id) {
    Run run;
    LiveReply live;
    try (Progress progress = console.progress("Waiting for the assistant")) {
      live = new LiveReply(console, progress::close);
      run = streams ? follow(id, live) : runs.await(id, PATIENCE);
    }
    runs.reply(run).ifPresentOrElse(reply -> live.complete(reply.id(), reply.text()), live::giveUp);
    return run;
  }

  private Run follow(RunId id, LiveReply live) {
    try (Listening listening = runs.listen(id, 0, live)) {
      Run run = runs.await(id, PATIENCE);
      live.awaitEnd();
      return run;
    }
  }

  private void print(Message message) {
    console.print(message.role(), message.text());
  }
}
