package io.threadkeep;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.ContextWindow;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunNotCompletedException;
import io.threadkeep.run.RunStatus;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.MessageLog;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The handle on one thread. Holds nothing but its id: two handles on one thread see the same log.
 */
public final class Conversation {
  private final Desk desk;
  private final MessageLog log;
  private final Scope scope;
  private final ThreadId id;

  Conversation(Desk desk, Scope scope, ThreadId id) {
    this.desk = desk;
    this.log = desk.store().messages();
    this.scope = scope;
    this.id = id;
  }

  public ThreadId id() {
    return id;
  }

  /** The thread as it is now. */
  public ChatThread thread() {
    return desk.store()
        .threads()
        .find(scope, id)
        .orElseThrow(() -> new NotFoundException("thread", id.value()));
  }

  /** Appends what the user says; durable when this returns. */
  public Message say(String text) {
    return append(NewMessage.user(text)).get(0);
  }

  /** Appends all of {@code messages} next to each other, or none. */
  public List<Message> append(NewMessage... messages) {
    return append(List.of(messages), null);
  }

  /**
   * Appends all of {@code messages} next to each other, or none; a second call with the same key
   * returns the first one's.
   *
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  public List<Message> append(List<NewMessage> messages, @Nullable String idempotencyKey) {
    Checks.size("messages", messages, Limits.BATCH);
    List<MessageDraft> drafts = messages.stream().map(desk.drafts()::said).toList();
    return log.append(scope, id, drafts, appendKey(messages, idempotencyKey));
  }

  /**
   * What an append of {@code messages} with this key has given; nothing if there was none.
   *
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  public Optional<List<Message>> appended(
      List<NewMessage> messages, @Nullable String idempotencyKey) {
    return Optional.ofNullable(appendKey(messages, idempotencyKey))
        .flatMap(key -> log.appended(scope, key));
  }

  private @Nullable IdempotencyKey appendKey(
      List<NewMessage> messages, @Nullable String idempotencyKey) {
    return Fingerprint.key(idempotencyKey, "append", id, messages);
  }

  /** All messages, oldest first, read in pages as the stream goes on. */
  public Stream<Message> messages() {
    PageRequest first = PageRequest.oldestFirst().limit(Limits.PAGE);
    return Stream.iterate(
            messages(first),
            page -> page != null,
            page -> page.next() == null ? null : messages(page.next()))
        .flatMap(page -> page.items().stream());
  }

  public Page<Message> messages(PageRequest page) {
    return log.list(scope, id, page);
  }

  /**
   * @throws NotFoundException if the message is not in this thread
   */
  public Message message(MessageId message) {
    return log.find(scope, id, message)
        .orElseThrow(() -> new NotFoundException("message", message.value()));
  }

  /**
   * Puts {@code metadata} in the place of the message's, as a whole; nothing else of it changes.
   * Forks that share the message show it too.
   *
   * @throws NotFoundException if the message is not in this thread
   */
  public Message updateMetadata(MessageId message, Metadata metadata) {
    return log.replaceMetadata(scope, id, message, metadata);
  }

  /**
   * Takes back what was said: the message keeps its place, and says no more than who spoke and
   * when, and which tools were called with what. Its words, files and metadata are gone for good,
   * from the log, from search, from summaries and from the events of the run that wrote it; no call
   * that reads its window from now on is shown it. Forks that share the message have lost it too.
   * Again, or of a message that only calls tools, it changes nothing.
   *
   * <p>What others said of it stays: a reply, a tool's result, a fork's own messages.
   *
   * @throws NotFoundException if the message is not in this thread
   * @throws InvalidInputException if it is a tool's: a call needs its result
   * @throws io.threadkeep.run.ActiveRunException if the run that wrote it has not ended
   */
  public Message withdraw(MessageId message) {
    Message said = message(message);
    if (said.role() == Role.TOOL) {
      throw new InvalidInputException("message", "the user's or the assistant's", "a tool's");
    }
    return log.withdraw(scope, id, desk.drafts().withdrawn(said));
  }

  /**
   * What a model would be shown now, and what not and why; calls no model.
   *
   * @throws io.threadkeep.context.WindowOverflowException if what must be in does not fit
   */
  public ContextWindow preview(ContextPolicy policy, Assistant assistant) {
    return desk.windows().preview(thread(), policy, assistant.definition());
  }

  /**
   * As the other, for an assistant without instructions and tools, on the model that is the default
   * for new assistants.
   */
  public ContextWindow preview(ContextPolicy policy) {
    return desk.windows().preview(thread(), policy, NewAssistant.named(""));
  }

  /**
   * The messages of this thread that hold all words of {@code text}; see {@link SearchQuery}. A
   * page may hold fewer hits than asked for and still have a next one.
   */
  public Page<SearchHit> search(String text, PageRequest page) {
    return desk.store().search().search(scope, SearchQuery.of(text).in(id), page);
  }

  /**
   * A conversation of its own that begins with this one's messages up to {@code message}. They are
   * not copied, and nothing that is said here or there later is seen in the other one. The
   * assistant has another try at a question with {@code chat.fork(question.id()).run(assistant)}.
   *
   * @throws NotFoundException if the message is not in this thread
   */
  public Conversation fork(MessageId message) {
    return fork(ForkRequest.at(message));
  }

  /**
   * As the other; a second call with the same key returns the first one's.
   *
   * <p>The fork belongs to whom this thread belongs. A tool call whose result comes later is in no
   * window of it: a model would be asked again.
   *
   * @throws NotFoundException if the message is not in this thread
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  public Conversation fork(ForkRequest request) {
    return branches().fork(request);
  }

  /**
   * Goes back to {@code message}: the conversation goes on in a fork that ends with it, and this
   * thread is archived as it is. A run that is under way here goes on, and brings this thread back
   * with its reply: cancel it before.
   *
   * @throws NotFoundException if the message is not in this thread
   */
  public Conversation rewind(MessageId message) {
    return rewind(ForkRequest.at(message));
  }

  /** As the other; with a key it can be called again when it was broken off. */
  public Conversation rewind(ForkRequest request) {
    Conversation fork = fork(request);
    desk.store().threads().archive(scope, id);
    return fork;
  }

  /**
   * A fork in which the user has said {@code text} in the place of {@code message}; this thread
   * stays as it is. To have it answered anew: {@code chat.edit(question.id(), "And of
   * Italy?").run(assistant)}.
   *
   * <p>Fork and message are two steps: broken off between them, it leaves a fork without the
   * message. With a key it can be called again.
   *
   * @throws NotFoundException if the message is not in this thread
   * @throws InvalidInputException if it is not a user's
   */
  public Conversation edit(MessageId message, String text) {
    return edit(message, NewMessage.user(text));
  }

  /** As the other, with more than text. */
  public Conversation edit(MessageId message, NewMessage instead) {
    return edit(message, instead, null);
  }

  /**
   * As the other; a second call with the same key returns the first one's fork, and says there what
   * the first one perhaps has not.
   *
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  public Conversation edit(MessageId message, NewMessage instead, @Nullable String idempotencyKey) {
    return branches().edit(message, instead, idempotencyKey);
  }

  private Branches branches() {
    return new Branches(desk, scope, this);
  }

  /** Sets the assistant to work on what has been said. */
  public PendingRun run(Assistant assistant) {
    return run(RunRequest.by(assistant.id()));
  }

  /**
   * @throws io.threadkeep.run.ActiveRunException if a run of this thread has not ended, and this
   *     one is to be refused then
   */
  public PendingRun run(RunRequest request) {
    RunExecutor executor = new RunExecutor(desk, scope);
    return new PendingRun(executor, executor.take(id, request));
  }

  /** Says {@code text}, has the assistant answer, and returns the answer. */
  public Message ask(Assistant assistant, String text) {
    return ask(assistant, text, desk.limits().expiresAfter());
  }

  /**
   * Question and run are stored in one transaction, so that no other message gets between them.
   *
   * @throws RunNotCompletedException if there is no answer; the question stays
   * @throws io.threadkeep.run.AwaitTimeoutException if there is none yet; the run goes on
   * @throws io.threadkeep.run.ActiveRunException if a run of this thread has not ended, and the
   *     options do not say otherwise; nothing is stored
   */
  public Message ask(Assistant assistant, String text, Duration atMost) {
    PendingRun pending = run(RunRequest.by(assistant.id()).saying(NewMessage.user(text)));
    Run run = pending.await(atMost);
    if (run.status() != RunStatus.COMPLETED) {
      throw new RunNotCompletedException(run);
    }
    return pending.reply().orElseThrow(() -> new RunNotCompletedException(run));
  }
}
