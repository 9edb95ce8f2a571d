package io.threadkeep.storage.memory;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Order;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.MessageLog;
import io.threadkeep.store.StorageException;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a log. */
final class LogFaults {

  private LogFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "MessageLog.list",
            "skips a position after 900 messages, as a cached sequence does",
            Set.of("LOG-4"),
            LogFaults::withGap),
        Fault.in(
            "MessageLog.append",
            "stores a batch one by one",
            Set.of("LOG-2", "LOG-5"),
            LogFaults::oneByOne),
        Fault.in(
            "MessageLog.append",
            "refuses the same ids again",
            Set.of("LOG-5"),
            LogFaults::refusingRepeats),
        Fault.in(
            "MessageLog.append",
            "does not look at a key's fingerprint",
            Set.of("LOG-10", "LOG-26", "DURABLE-2"),
            call -> call.with(3, unmarked(call)).proceed()),
        Fault.in("MessageLog.appended", "knows no key", Set.of("LOG-26"), call -> Optional.empty()),
        Fault.of("shares keys between scopes", Set.of("LOG-11"), LogFaults::withSharedKeys),
        Fault.in(
            "MessageLog.append",
            "normalises line breaks",
            Set.of("LOG-17"),
            LogFaults::withNormalisedLineBreaks),
        Fault.of("pages by offset", Set.of("LOG-20"), LogFaults::withOffsets),
        Fault.in(
            "MessageLog.before",
            "takes the position itself into a window",
            Set.of("LOG-22"),
            call -> {
              long position = call.argument(2, Long.class);
              return call.with(2, Math.max(position, position + 1)).proceed();
            }),
        Fault.in(
            "MessageLog.find",
            "finds messages by id alone",
            Set.of("LOG-23"),
            LogFaults::inAnyThread),
        Fault.in(
            "MessageLog.replaceMetadata",
            "adds pairs to the old ones",
            Set.of("LOG-24"),
            LogFaults::addingPairs),
        Fault.in(
            "MessageLog.replaceMetadata",
            "changes what was said in the thread itself alone",
            Set.of("LOG-25"),
            LogFaults::changingOwn));
  }

  private static @Nullable Object addingPairs(TwistedStore.Call call) throws Throwable {
    Metadata pairs = found(call).map(Message::metadata).orElse(Metadata.EMPTY);
    for (Map.Entry<String, String> pair : call.argument(3, Metadata.class).pairs().entrySet()) {
      pairs = pairs.with(pair.getKey(), pair.getValue());
    }
    return call.with(3, pairs).proceed();
  }

  private static @Nullable Object changingOwn(TwistedStore.Call call) throws Throwable {
    Scope scope = call.argument(0, Scope.class);
    ThreadId thread = call.argument(1, ThreadId.class);
    Optional<Message> found = found(call);
    boolean shared =
        found.isPresent()
            && call.store()
                .messages()
                .holder(scope, found.get().id())
                .filter(thread::equals)
                .isEmpty();
    return shared ? found.get() : call.proceed();
  }

  private static Optional<Message> found(TwistedStore.Call call) {
    return call.store()
        .messages()
        .find(
            call.argument(0, Scope.class),
            call.argument(1, ThreadId.class),
            call.argument(2, MessageId.class));
  }

  private static Object withGap(TwistedStore.Call call) throws Throwable {
    Page<?> page = (Page<?>) call.proceed();
    List<Message> items = new ArrayList<>();
    for (Object item : page == null ? List.of() : page.items()) {
      Message message = (Message) item;
      long position = message.position() + (message.position() > 900 ? 1 : 0);
      items.add(new Message(message.threadId(), position, message.draft()));
    }
    return new Page<>(items, page == null ? null : page.next());
  }

  private static @Nullable Object oneByOne(TwistedStore.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (StorageException e) {
      for (MessageDraft draft : drafts(call)) {
        call.with(2, List.of(draft)).proceed();
      }
      throw e;
    }
  }

  private static @Nullable Object refusingRepeats(TwistedStore.Call call) throws Throwable {
    MessageLog log = call.store().messages();
    Scope scope = call.argument(0, Scope.class);
    ThreadId thread = call.argument(1, ThreadId.class);
    for (MessageDraft draft : drafts(call)) {
      if (log.find(scope, thread, draft.id()).isPresent()) {
        throw new StorageException("The id is taken.", null);
      }
    }
    return call.proceed();
  }

  private static @Nullable IdempotencyKey unmarked(TwistedStore.Call call) {
    IdempotencyKey key = (IdempotencyKey) call.arguments().get(3);
    return key == null ? null : new IdempotencyKey(key.key(), "any");
  }

  private static TwistedStore withSharedKeys(TwistedStore store) {
    Map<IdempotencyKey, Object> results = new ConcurrentHashMap<>();
    return store.twist(
        "MessageLog.append",
        call -> {
          IdempotencyKey key = (IdempotencyKey) call.arguments().get(3);
          Object first = key == null ? null : results.get(key);
          if (first != null) {
            return first;
          }
          Object result = call.proceed();
          if (key != null && result != null) {
            results.putIfAbsent(key, result);
          }
          return result;
        });
  }

  private static @Nullable Object withNormalisedLineBreaks(TwistedStore.Call call)
      throws Throwable {
    return call.with(2, drafts(call).stream().map(LogFaults::normalised).toList()).proceed();
  }

  private static MessageDraft normalised(MessageDraft draft) {
    List<ContentPart> parts = new ArrayList<>();
    for (ContentPart part : draft.body().content()) {
      parts.add(
          part instanceof ContentPart.Text text
              ? new ContentPart.Text(text.text().replace("\r\n", "\n"), text.annotations())
              : part);
    }
    return new MessageDraft(
        draft.id(),
        draft.body().withContent(parts),
        draft.origin(),
        draft.tokens(),
        draft.createdAt());
  }

  private static TwistedStore withOffsets(TwistedStore store) {
    Map<String, Integer> offsets = new ConcurrentHashMap<>();
    return store.twist(
        "MessageLog.list",
        call -> {
          PageRequest request = call.argument(2, PageRequest.class);
          if (request.order() == Order.OLDEST_FIRST) {
            return call.proceed();
          }
          int offset = request.after() == null ? 0 : offsets.getOrDefault(request.after(), -1);
          if (offset < 0) {
            return call.proceed();
          }
          List<Message> rest =
              call
                  .store()
                  .messages()
                  .before(
                      call.argument(0, Scope.class),
                      call.argument(1, ThreadId.class),
                      Long.MAX_VALUE,
                      offset + request.limit() + 1)
                  .stream()
                  .skip(offset)
                  .toList();
          Page<Message> page = Page.of(request, rest, message -> message.id().value());
          if (rest.isEmpty()) {
            return call.proceed();
          }
          if (page.next() != null && page.next().after() != null) {
            offsets.put(page.next().after(), offset + request.limit());
          }
          return page;
        });
  }

  private static @Nullable Object inAnyThread(TwistedStore.Call call) throws Throwable {
    Scope scope = call.argument(0, Scope.class);
    PageRequest page = PageRequest.newestFirst();
    for (ChatThread thread : call.store().threads().list(scope, ThreadQuery.ALL, page).items()) {
      Object found = call.with(1, thread.id()).proceed();
      if (!Optional.empty().equals(found)) {
        return found;
      }
    }
    return call.proceed();
  }

  private static List<MessageDraft> drafts(TwistedStore.Call call) {
    return ((List<?>) call.arguments().get(2)).stream().map(MessageDraft.class::cast).toList();
  }
}
