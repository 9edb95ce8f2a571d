package io.threadkeep.samples.benchmarks.work;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Threadkeep's store alone, called as its engine would call it. */
final class StoreStage implements Stage {
  static final Scope SCOPE = Scope.user("acme", "u-42");
  static final int WINDOW = 20;

  /** One conversation, and what its callers share. */
  record Place(ThreadStore store, Drafts drafts, ThreadId thread, AtomicLong turns) {

    List<Message> window(long before) {
      return store.messages().before(SCOPE, thread, before, WINDOW);
    }

    void append(MessageDraft... messages) {
      store.messages().append(SCOPE, thread, List.of(messages), null);
    }
  }

  /** What a caller does. */
  interface Kind {
    Turn of(Place place);
  }

  private final ThreadStore store;
  private final Kind kind;
  private final Drafts drafts = new Drafts();

  StoreStage(ThreadStore store, Kind kind) {
    this.store = store;
    this.kind = kind;
  }

  /** Append, window, append. */
  static Turn turn(Place place) {
    return () -> {
      long turn = place.turns().incrementAndGet();
      place.append(place.drafts().question(turn));
      List<Message> window = place.window(Long.MAX_VALUE);
      place.append(place.drafts().reply(turn));
      return window;
    };
  }

  @Override
  public Chat begin(int messages) {
    ThreadId thread = drafts.ids().thread();
    store.threads().create(new ChatThread(thread, SCOPE, Metadata.EMPTY, 0, drafts.now()), null);
    Place place = new Place(store, drafts, thread, new AtomicLong());
    for (int from = 0; from < messages; from += Limits.BATCH) {
      place.append(
          LongStream.range(from, Math.min(messages, from + Limits.BATCH))
              .mapToObj(n -> drafts.question(-n))
              .toArray(MessageDraft[]::new));
    }
    return new StoredChat(place, kind);
  }

  @Override
  public void close() {
    store.close();
  }

  private record StoredChat(Place place, Kind kind) implements Chat {
    @Override
    public Turn caller() {
      return kind.of(place);
    }

    @Override
    public boolean isWhole(int turns) {
      List<Message> messages = new ArrayList<>();
      long end = Long.MAX_VALUE;
      do {
        messages.addAll(place.store().messages().before(SCOPE, place.thread(), end, Limits.BATCH));
        end = messages.isEmpty() ? 1 : messages.get(messages.size() - 1).position();
      } while (end > 1);
      Collections.reverse(messages);
      return DenseLog.isDense(messages)
          && Texts.areWholePairs(messages.stream().map(Message::text).toList(), turns);
    }

    @Override
    public void delete() {
      place.store().threads().delete(SCOPE, place.thread());
    }
  }
}
