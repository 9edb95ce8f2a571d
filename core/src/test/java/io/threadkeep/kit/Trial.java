package io.threadkeep.kit;

import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * What one rule is tried on: an empty store and a clock that the rule alone moves, with short forms
 * of what rules do all the time. Closes every store that it opened.
 */
public final class Trial implements AutoCloseable {
  private final StoreHarness harness;
  private final ManualClock clock = new ManualClock();
  private final Samples samples = new Samples(clock);
  private final Deque<ThreadStore> opened = new ArrayDeque<>();
  private ThreadStore store;

  public Trial(StoreHarness harness) {
    this.harness = harness;
    this.store = harness.openEmpty(clock);
    opened.push(store);
  }

  public ThreadStore store() {
    return store;
  }

  public ManualClock clock() {
    return clock;
  }

  public Samples samples() {
    return samples;
  }

  /** Another instance on the same storage; skips the rule if there can be none. */
  public ThreadStore openAgain() {
    Optional<ThreadStore> again = harness.openAgain(clock);
    Assumptions.assumeTrue(again.isPresent(), "the store keeps its data for itself");
    opened.push(again.orElseThrow());
    return again.orElseThrow();
  }

  /**
   * Closes the store and opens another on the same storage; skips the rule if there can be none.
   */
  public void restart() {
    opened.remove(store);
    store.close();
    store = openAgain();
  }

  public ChatThread startThread() {
    return startThread(Scopes.ANN);
  }

  public ChatThread startThread(Scope owner) {
    return store.threads().create(samples.thread(owner), null);
  }

  public List<Message> append(ChatThread thread, List<MessageDraft> drafts) {
    return store.messages().append(thread.owner(), thread.id(), drafts, null);
  }

  public List<Message> say(ChatThread thread, String... texts) {
    return append(thread, samples.drafts(texts));
  }

  /** The whole log, oldest first. */
  public List<Message> log(ChatThread thread) {
    return walk(
        PageRequest.oldestFirst().limit(100),
        page -> store.messages().list(thread.owner(), thread.id(), page));
  }

  /** As the store has it now. */
  public ChatThread reread(ChatThread thread) {
    return store.threads().find(thread.owner(), thread.id()).orElseThrow();
  }

  public ChatThread threadOf(Run run) {
    return store.threads().find(run.owner(), run.threadId()).orElseThrow();
  }

  public Run reread(Run run) {
    return store.runs().find(run.owner(), run.id()).orElseThrow();
  }

  public SubmittedRun submit(ChatThread thread, RunSubmission submission) {
    return store.runs().submit(thread.owner(), submission);
  }

  public SubmittedRun submit(ChatThread thread, WhenBusy whenBusy, String... texts) {
    return submit(thread, samples.submission(thread.id(), whenBusy, texts));
  }

  /** A queued run on a new thread, with one question before it. */
  public Run submit() {
    ChatThread thread = startThread();
    return submit(thread, samples.submission(thread.id(), samples.drafts("And now?"))).run();
  }

  /** Claims the one run that is waiting. */
  public LeasedRun claim() {
    List<LeasedRun> claimed = store.queue().claim(Samples.WORKER, 10);
    if (claimed.size() != 1) {
      throw new AssertionError("Expected one run to claim, but got " + claimed);
    }
    return claimed.get(0);
  }

  /** A run on a new thread that a worker is at work on. */
  public LeasedRun submitAndClaim() {
    submit();
    return claim();
  }

  public Run commit(LeasedRun leased, RunCommit commit) {
    return store.queue().commit(leased.lease(), commit).run();
  }

  public void pass(Duration time) {
    clock.advance(time);
  }

  /** All items of a list, page by page. */
  public static <T> List<T> walk(PageRequest first, Function<PageRequest, Page<T>> list) {
    List<T> items = new ArrayList<>();
    @Nullable PageRequest request = first;
    while (request != null) {
      Page<T> page = list.apply(request);
      items.addAll(page.items());
      request = page.next();
    }
    return items;
  }

  @Override
  public void close() {
    opened.forEach(ThreadStore::close);
  }
}
