package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.Scope;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * SCOPE-1 to SCOPE-5: nothing is possible outside the caller's scope.
 *
 * <ol>
 *   <li>Each method that takes a scope has its probe, so that the next rules miss none.
 *   <li>What is out of scope looks to every probe exactly as what is missing, and does not change.
 *   <li>What is in scope is reached: by its owner, and from the whole tenant.
 *   <li>Lists show what is in scope, and nothing else.
 *   <li>An id that another tenant uses gives neither their record nor a change to it.
 * </ol>
 *
 * <p>The viewers include names that differ in case or in a trailing space alone.
 */
interface ScopeRules extends StoreRules {
  List<Scope> OWNERS =
      List.of(Scopes.ANN, Scopes.BOB, Scopes.ACME, Scopes.GLOBEX, Scopes.GLOBEX_ANN);
  List<Scope> VIEWERS =
      Stream.concat(
              OWNERS.stream(),
              Stream.of(
                  Scope.user("acme", "Ann"),
                  Scope.user("acme", "ann "),
                  Scope.user("acme", "\u00E0nn"),
                  Scope.tenant("ACME"),
                  Scope.tenant("acme ")))
          .toList();

  @ContractRule("SCOPE-1")
  default void eachMethodThatTakesAScopeHasItsProbe(Trial trial) {
    Set<String> methods = new TreeSet<>();
    for (Method role : ThreadStore.class.getMethods()) {
      for (Method method : role.getReturnType().getMethods()) {
        if (Arrays.asList(method.getParameterTypes()).contains(Scope.class)) {
          methods.add(role.getReturnType().getSimpleName() + "." + method.getName());
        }
      }
    }
    // Rule SCOPE-5 is about creation alone.
    methods.remove("AssistantRecords.create");
    assertThat(ScopeProbe.all(trial.samples()))
        .extracting(ScopeProbe::method)
        .containsAll(methods)
        .isSubsetOf(methods);
  }

  @ContractRule("SCOPE-2")
  default void whatIsOutOfScopeLooksMissingAndDoesNotChange(Trial trial) {
    Map<Scope, Holdings> holdings = holdings(trial);
    Holdings missing = Holdings.missing(trial);
    List<Snapshot> before = snapshots(trial);
    for (Scope viewer : VIEWERS) {
      Holdings own = theirs(holdings, viewer);
      for (ScopeProbe probe : ScopeProbe.all(trial.samples())) {
        String expected = probe.outcome(trial.store(), viewer, missing, own);
        for (Scope owner : OWNERS) {
          if (!probe.mayReach(viewer, owner)) {
            assertThat(probe.outcome(trial.store(), viewer, theirs(holdings, owner), own))
                .as("%s of what %s owns, from %s", probe.method(), owner, viewer)
                .isEqualTo(expected);
          }
        }
      }
      assertThat(snapshots(trial)).as("after all probes from %s", viewer).isEqualTo(before);
    }
  }

  @ContractRule("SCOPE-3")
  default void whatIsInScopeIsReached(Trial trial) {
    Map<Scope, Holdings> holdings = holdings(trial);
    Holdings missing = Holdings.missing(trial);
    for (Scope viewer : OWNERS) {
      Holdings own = theirs(holdings, viewer);
      for (ScopeProbe probe : ScopeProbe.all(trial.samples())) {
        String asMissing = probe.outcome(trial.store(), viewer, missing, own);
        for (Scope owner : OWNERS) {
          if (probe.reads() && probe.mayReach(viewer, owner)) {
            assertThat(probe.outcome(trial.store(), viewer, theirs(holdings, owner), own))
                .as("%s of what %s owns, from %s", probe.method(), owner, viewer)
                .isNotEqualTo(asMissing);
          }
        }
      }
    }
    for (Scope owner : List.of(Scopes.ANN, Scopes.BOB)) {
      Holdings theirs = theirs(holdings, owner);
      trial
          .store()
          .messages()
          .append(Scopes.ACME, theirs.thread(), trial.samples().drafts("to you"), null);
      trial.store().threads().replaceMetadata(Scopes.ACME, theirs.thread(), Metadata.of("a", "b"));
      trial.store().runs().cancel(Scopes.ACME, theirs.run());
      trial.store().threads().delete(Scopes.ACME, theirs.thread());
      assertThat(trial.store().threads().find(owner, theirs.thread())).isEmpty();
    }
  }

  @ContractRule("SCOPE-4")
  default void listsShowWhatIsInScope(Trial trial) {
    for (Scope owner : VIEWERS) {
      trial
          .store()
          .threads()
          .create(trial.samples().thread(owner, Metadata.of("same", "for all")), null);
    }
    for (ThreadQuery query : List.of(ThreadQuery.ALL, ThreadQuery.with("same", "for all"))) {
      for (Scope viewer : VIEWERS) {
        List<ChatThread> seen =
            Trial.walk(
                PageRequest.oldestFirst().limit(3),
                page -> trial.store().threads().list(viewer, query, page));
        assertThat(seen)
            .as("from %s", viewer)
            .extracting(ChatThread::owner)
            .isEqualTo(VIEWERS.stream().filter(viewer::reaches).toList());
      }
    }
  }

  @ContractRule("SCOPE-5")
  default void anIdThatAnotherTenantUsesGivesNothingOfTheirs(Trial trial) {
    Assistant theirs = trial.store().assistants().create(Scopes.ANN, trial.samples().assistant());
    Assistant mine = new Assistant(theirs.id(), 1, theirs.createdAt(), NewAssistant.named("mine"));
    assertOwnOrRefused(mine, () -> trial.store().assistants().create(Scopes.GLOBEX, mine));
    assertThat(trial.store().assistants().find(Scopes.ANN, theirs.id())).contains(theirs);

    ChatThread annsThread = trial.startThread(Scopes.ANN);
    for (Scope stranger : List.of(Scopes.GLOBEX, Scopes.BOB)) {
      ChatThread same =
          new ChatThread(
              annsThread.id(), stranger, Metadata.of("by", "stranger"), 0, annsThread.createdAt());
      assertOwnOrRefused(same, () -> trial.store().threads().create(same, null));
      assertThat(trial.reread(annsThread)).isEqualTo(annsThread);
    }
  }

  /** What a call may end with that creates something. */
  interface Creation<T> {
    T make();
  }

  private static <T> void assertOwnOrRefused(T own, Creation<T> creation) {
    try {
      assertThat(creation.make()).isEqualTo(own);
    } catch (ThreadkeepException refused) {
      assertThat(refused).isNotNull();
    }
  }

  private static Map<Scope, Holdings> holdings(Trial trial) {
    Map<Scope, Holdings> holdings = new LinkedHashMap<>();
    VIEWERS.forEach(owner -> holdings.put(owner, Holdings.of(trial, owner)));
    return holdings;
  }

  private static Holdings theirs(Map<Scope, Holdings> holdings, Scope owner) {
    Holdings theirs = holdings.get(owner);
    if (theirs == null) {
      throw new AssertionError("Nothing was made for " + owner);
    }
    return theirs;
  }

  private static List<Snapshot> snapshots(Trial trial) {
    return Stream.of(Scopes.ACME, Scopes.GLOBEX)
        .map(tenant -> Snapshot.of(trial.store(), tenant))
        .toList();
  }
}
