package io.threadkeep.kit;

import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.Usage;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.store.EndedRun;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.usage.UsageQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One way to reach for something by its ids. A method of the SPI has as many probes as there are
 * ways to give it ids.
 *
 * @param method interface and name, such as {@code MessageLog.find}
 * @param kind whether what it reaches for is a user's or the tenant's, and whether it only reads
 */
record ScopeProbe(String method, Kind kind, Call call) {
  enum Kind {
    READS,
    WRITES,
    READS_TENANT,
    WRITES_TENANT
  }

  /** Reaches for {@code theirs}; {@code own} is what the caller may name besides. */
  interface Call {
    Object make(ThreadStore store, Scope scope, Holdings theirs, Holdings own);
  }

  boolean reads() {
    return kind == Kind.READS || kind == Kind.READS_TENANT;
  }

  /** Whether what {@code owner} has may be reached from {@code viewer}. */
  boolean mayReach(Scope viewer, Scope owner) {
    boolean tenants = kind == Kind.READS_TENANT || kind == Kind.WRITES_TENANT;
    return tenants ? viewer.tenant().equals(owner.tenant()) : viewer.reaches(owner);
  }

  /** What came of the call, as text in which the ids are masked. */
  String outcome(ThreadStore store, Scope scope, Holdings theirs, Holdings own) {
    try {
      return theirs.mask(String.valueOf(call.make(store, scope, theirs, own)));
    } catch (ThreadkeepException e) {
      return theirs.mask(e.toString());
    }
  }

  static List<ScopeProbe> all(Samples samples) {
    PageRequest page = PageRequest.newestFirst();
    SearchQuery said = SearchQuery.of("what said");
    IdempotencyKey key = new IdempotencyKey("probe", "body");
    Metadata strangers = Metadata.of("by", "stranger");
    return List.of(
        reads("ThreadRecords.find", (s, scope, ids, own) -> s.threads().find(scope, ids.thread())),
        reads(
            "ThreadRecords.list",
            (s, scope, ids, own) ->
                s.threads().list(scope, ThreadQuery.ALL, page.after(ids.thread().value()))),
        writes(
            "ThreadRecords.replaceMetadata",
            (s, scope, ids, own) -> s.threads().replaceMetadata(scope, ids.thread(), strangers)),
        writes(
            "ThreadRecords.delete",
            (s, scope, ids, own) -> {
              s.threads().delete(scope, ids.thread());
              return "deleted";
            }),
        writes(
            "ThreadRecords.delete",
            (s, scope, ids, own) -> s.threads().delete(scope, ids.thread(), Duration.ofDays(1))),
        writes(
            "ThreadRecords.archive",
            (s, scope, ids, own) -> s.threads().archive(scope, ids.thread())),
        writes(
            "ThreadRecords.unarchive",
            (s, scope, ids, own) -> s.threads().unarchive(scope, ids.thread())),
        writes(
            "ThreadRecords.restore",
            (s, scope, ids, own) -> s.threads().restore(scope, ids.thread())),
        writes(
            "ThreadRecords.fork",
            (s, scope, ids, own) ->
                s.threads()
                    .fork(
                        scope,
                        new ThreadFork(
                            samples.ids().thread(),
                            new ForkPoint(ids.thread(), 1),
                            null,
                            Instant.EPOCH),
                        null)),
        writes(
            "ThreadRecords.purge",
            (s, scope, ids, own) -> s.threads().purge(scope, ids.thread(), 100)),
        writes(
            "Erasures.erase", (s, scope, ids, own) -> s.erasures().erase(scope, ids.thread(), 100)),
        writes(
            "MessageLog.append",
            (s, scope, ids, own) ->
                s.messages().append(scope, ids.thread(), samples.drafts("stranger"), null)),
        writes(
            "MessageLog.append",
            (s, scope, ids, own) ->
                s.messages().append(scope, ids.thread(), samples.drafts("stranger"), key)),
        writes(
            "MessageLog.appended",
            (s, scope, ids, own) -> s.messages().appended(scope, ids.saidWith())),
        writes(
            "MessageLog.restore",
            (s, scope, ids, own) ->
                s.messages()
                    .restore(
                        scope,
                        new LogPart(
                            List.of(new Message(ids.thread(), 1, samples.draft("stranger")))))),
        reads(
            "MessageLog.find",
            (s, scope, ids, own) -> s.messages().find(scope, ids.thread(), ids.message())),
        writes(
            "MessageLog.find",
            (s, scope, ids, own) -> s.messages().find(scope, own.thread(), ids.message())),
        writes(
            "MessageLog.find",
            (s, scope, ids, own) -> s.messages().find(scope, ids.thread(), own.message())),
        writes(
            "MessageLog.replaceMetadata",
            (s, scope, ids, own) ->
                s.messages().replaceMetadata(scope, ids.thread(), ids.message(), strangers)),
        writes(
            "MessageLog.replaceMetadata",
            (s, scope, ids, own) ->
                s.messages().replaceMetadata(scope, own.thread(), ids.message(), strangers)),
        writes(
            "MessageLog.replaceMetadata",
            (s, scope, ids, own) ->
                s.messages().replaceMetadata(scope, ids.thread(), own.message(), strangers)),
        writes(
            "MessageLog.withdraw",
            (s, scope, ids, own) -> s.messages().withdraw(scope, ids.thread(), ids.withdrawn())),
        writes(
            "MessageLog.withdraw",
            (s, scope, ids, own) -> s.messages().withdraw(scope, own.thread(), ids.withdrawn())),
        writes(
            "MessageLog.withdraw",
            (s, scope, ids, own) -> s.messages().withdraw(scope, ids.thread(), own.withdrawn())),
        reads(
            "MessageLog.holder", (s, scope, ids, own) -> s.messages().holder(scope, ids.message())),
        reads(
            "MessageLog.list",
            (s, scope, ids, own) -> s.messages().list(scope, ids.thread(), page)),
        reads(
            "MessageLog.list",
            (s, scope, ids, own) ->
                s.messages().list(scope, ids.thread(), page.after(ids.message().value()))),
        writes(
            "MessageLog.list",
            (s, scope, ids, own) ->
                s.messages().list(scope, own.thread(), page.after(ids.message().value()))),
        reads(
            "MessageLog.before",
            (s, scope, ids, own) -> s.messages().before(scope, ids.thread(), 100, 100)),
        reads(
            "MessageSearch.search",
            (s, scope, ids, own) -> s.search().search(scope, said.in(ids.thread()), page)),
        writes(
            "MessageSearch.search",
            (s, scope, ids, own) ->
                s.search().search(scope, said.in(own.thread()), page.after(ids.message().value()))),
        reads(
            "MessageSearch.search",
            (s, scope, ids, own) ->
                s.search().search(scope, said, page.after(ids.message().value()))),
        readsTenant(
            "AssistantRecords.find",
            (s, scope, ids, own) -> s.assistants().find(scope, ids.assistant())),
        readsTenant(
            "AssistantRecords.list",
            (s, scope, ids, own) ->
                s.assistants().list(scope, page.after(ids.assistant().value()))),
        writesTenant(
            "AssistantRecords.replace",
            (s, scope, ids, own) ->
                s.assistants().replace(scope, ids.assistant(), 1, NewAssistant.named("mine"))),
        writesTenant(
            "AssistantRecords.delete",
            (s, scope, ids, own) -> {
              s.assistants().delete(scope, ids.assistant());
              return "deleted";
            }),
        writes(
            "RunRecords.submit",
            (s, scope, ids, own) ->
                s.runs()
                    .submit(scope, samples.submission(ids.thread(), samples.drafts("stranger")))),
        writes(
            "RunRecords.submitted",
            (s, scope, ids, own) -> s.runs().submitted(scope, ids.askedWith())),
        reads("RunRecords.find", (s, scope, ids, own) -> s.runs().find(scope, ids.run())),
        reads("RunRecords.list", (s, scope, ids, own) -> s.runs().list(scope, ids.thread(), page)),
        reads(
            "RunRecords.list",
            (s, scope, ids, own) ->
                s.runs().list(scope, ids.thread(), page.after(ids.run().value()))),
        writes(
            "RunRecords.list",
            (s, scope, ids, own) ->
                s.runs().list(scope, own.thread(), page.after(ids.run().value()))),
        reads("RunRecords.steps", (s, scope, ids, own) -> s.runs().steps(scope, ids.run(), page)),
        writes(
            "RunRecords.steps",
            (s, scope, ids, own) ->
                s.runs().steps(scope, own.run(), page.after(ids.step().value()))),
        reads(
            "RunRecords.events", (s, scope, ids, own) -> s.runs().events(scope, ids.run(), 0, 10)),
        writes(
            "RunRecords.record",
            (s, scope, ids, own) -> s.runs().record(scope, ended(samples, ids, scope))),
        reads("RunRecords.active", (s, scope, ids, own) -> s.runs().active(scope, ids.thread())),
        writes(
            "RunRecords.replaceMetadata",
            (s, scope, ids, own) -> s.runs().replaceMetadata(scope, ids.run(), strangers)),
        writes("RunRecords.cancel", (s, scope, ids, own) -> s.runs().cancel(scope, ids.run())),
        writes(
            "RunRecords.submitOutputs",
            (s, scope, ids, own) ->
                s.runs().submitOutputs(scope, ids.run(), 1, samples.drafts("stranger"), List.of())),
        reads(
            "ToolLedger.times",
            (s, scope, ids, own) -> s.toolCalls().times(scope, ids.run(), ids.step())),
        reads(
            "Summaries.newest",
            (s, scope, ids, own) -> s.summaries().newest(scope, ids.thread(), "model", 9)),
        writes(
            "Summaries.add",
            (s, scope, ids, own) -> {
              s.summaries()
                  .add(
                      scope,
                      samples.summary(ids.thread(), "model", 5, "stranger"),
                      Samples.NO_BASIS);
              return ids.thread();
            }),
        writes(
            "RunRecords.close",
            (s, scope, ids, own) -> {
              s.runs().close(scope, ids.run(), samples.drafts("stranger"), List.of());
              return ids.run();
            }),
        reads(
            "UsageRecords.sum",
            (s, scope, ids, own) ->
                s.usage().sum(scope, UsageQuery.ever().ofThread(ids.thread()), 10)));
  }

  private static EndedRun ended(Samples samples, Holdings ids, Scope scope) {
    Instant at = Instant.EPOCH;
    return new EndedRun(
        new Run(
            samples.ids().run(),
            ids.thread(),
            scope,
            samples.spec(),
            new RunProgress(RunStatus.COMPLETED, 1, 1, 0, Usage.NONE, null, null),
            new RunTimes(at, at, at, at)),
        List.of());
  }

  private static ScopeProbe reads(String method, Call call) {
    return new ScopeProbe(method, Kind.READS, call);
  }

  private static ScopeProbe writes(String method, Call call) {
    return new ScopeProbe(method, Kind.WRITES, call);
  }

  private static ScopeProbe readsTenant(String method, Call call) {
    return new ScopeProbe(method, Kind.READS_TENANT, call);
  }

  private static ScopeProbe writesTenant(String method, Call call) {
    return new ScopeProbe(method, Kind.WRITES_TENANT, call);
  }
}
