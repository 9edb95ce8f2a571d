package io.threadkeep.storage.memory;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.Origin;
import io.threadkeep.run.Run;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.Admission;
import io.threadkeep.store.EndedRun;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with what comes back from elsewhere. */
final class RestoreFaults {

  private RestoreFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "MessageLog.restore",
            "forgets which run wrote a message",
            Set.of("RESTORE-1"),
            call -> call.with(1, unsigned(call.argument(1, LogPart.class))).proceed()),
        Fault.in(
            "MessageLog.restore",
            "does not know a part again",
            Set.of("RESTORE-2"),
            RestoreFaults::forgetful),
        Fault.in(
            "MessageLog.restore",
            "puts messages wherever the log ends",
            Set.of("RESTORE-3", "RESTORE-12"),
            call -> appended(call, call.argument(1, LogPart.class).drafts())),
        Fault.in(
            "MessageLog.restore",
            "stores what comes before an id that is taken",
            Set.of("RESTORE-4"),
            RestoreFaults::oneByOne),
        Fault.in(
            "RunRecords.record",
            "believes what a run says of its owner",
            Set.of("RESTORE-5", "RESTORE-7"),
            call -> {
              call.proceed();
              return call.argument(1, EndedRun.class).run();
            }),
        Fault.in(
            "RunRecords.record",
            "takes steps with the first call alone",
            Set.of("RESTORE-6"),
            RestoreFaults::stepsOnce),
        Fault.in(
            "RunRecords.record",
            "says of another run that it is the same",
            Set.of("RESTORE-7"),
            call -> {
              Run there = (Run) call.proceed();
              return there == null
                  ? null
                  : call.argument(1, EndedRun.class).run().ownedBy(there.owner());
            }),
        Fault.in(
            "RunRecords.record",
            "has recorded runs carried out again",
            Set.of("RESTORE-5", "RESTORE-7", "RESTORE-8"),
            RestoreFaults::queueing),
        Fault.of(
            "keeps recorded runs when their thread goes",
            Set.of("RESTORE-9"),
            RestoreFaults::keepingRuns),
        Fault.in(
            "AssistantRecords.create",
            "begins every assistant at revision 1",
            Set.of("RESTORE-10"),
            call -> {
              Assistant given = call.argument(1, Assistant.class);
              return call.with(
                      1, new Assistant(given.id(), 1, given.createdAt(), given.definition()))
                  .proceed();
            }),
        Fault.in(
            "RunRecords.record",
            "is silent about an id that is another thread's",
            Set.of("RESTORE-11"),
            call -> {
              try {
                return call.proceed();
              } catch (StorageException e) {
                return call.argument(1, EndedRun.class).run();
              }
            }),
        Fault.in(
            "MessageLog.restore",
            "wakes whoever comes back",
            Set.of("RESTORE-12"),
            call ->
                call.with(1, new LogPart(call.argument(1, LogPart.class).messages())).proceed()));
  }

  private static LogPart unsigned(LogPart part) {
    return new LogPart(
        part.messages().stream()
            .map(
                message ->
                    new Message(
                        message.threadId(),
                        message.position(),
                        new MessageDraft(
                            message.id(),
                            message.draft().body(),
                            Origin.CALLER,
                            message.tokens(),
                            message.createdAt())))
            .toList(),
        part.activeAt());
  }

  private static @Nullable Object forgetful(TwistedStore.Call call) throws Throwable {
    LogPart part = call.argument(1, LogPart.class);
    boolean known =
        part.messages().stream()
            .allMatch(
                message ->
                    call.store()
                        .messages()
                        .find(call.argument(0, Scope.class), part.threadId(), message.id())
                        .isPresent());
    Object restored = call.proceed();
    return known ? false : restored;
  }

  private static Object appended(TwistedStore.Call call, List<MessageDraft> drafts) {
    LogPart part = call.argument(1, LogPart.class);
    call.store().messages().append(call.argument(0, Scope.class), part.threadId(), drafts, null);
    return true;
  }

  private static @Nullable Object oneByOne(TwistedStore.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (StorageException e) {
      for (MessageDraft draft : call.argument(1, LogPart.class).drafts()) {
        appended(call, List.of(draft));
      }
      throw e;
    }
  }

  private static @Nullable Object stepsOnce(TwistedStore.Call call) throws Throwable {
    EndedRun ended = call.argument(1, EndedRun.class);
    boolean there =
        call.store().runs().find(call.argument(0, Scope.class), ended.run().id()).isPresent();
    return (there ? call.with(1, new EndedRun(ended.run(), List.of())) : call).proceed();
  }

  private static @Nullable Object queueing(TwistedStore.Call call) throws Throwable {
    Run ended = call.argument(1, EndedRun.class).run();
    Object recorded = call.proceed();
    call.store()
        .runs()
        .submit(
            call.argument(0, Scope.class),
            new RunSubmission(
                new RunId("run_" + new StringBuilder(ended.id().value().substring(4)).reverse()),
                ended.threadId(),
                List.of(),
                ended.spec(),
                ended.times().createdAt(),
                Duration.ofMinutes(10),
                Admission.when(WhenBusy.ENQUEUE),
                null,
                null));
    return recorded;
  }

  private static TwistedStore keepingRuns(TwistedStore store) {
    Map<RunId, Run> recorded = new ConcurrentHashMap<>();
    store.twist(
        "RunRecords.record",
        call -> {
          Run run = call.argument(1, EndedRun.class).run();
          recorded.put(run.id(), run);
          return call.proceed();
        });
    return store.twist(
        "RunRecords.find",
        call -> {
          Object found = call.proceed();
          Run left = recorded.get(call.argument(1, RunId.class));
          if (left == null || !call.argument(0, Scope.class).reaches(left.owner())) {
            return found;
          }
          return Optional.empty().equals(found) ? Optional.of(left) : found;
        });
  }
}
