package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.context.Summary;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.MessageLog;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.Summaries;
import io.threadkeep.store.SummaryBasis;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * WITHDRAW-1 to WITHDRAW-7: messages whose words are taken back.
 *
 * <ol>
 *   <li>Such a message keeps its place, and whatever gives it again gives what is left; nothing
 *       else of the thread changes, and a second time nothing at all.
 *   <li>All that share it have lost it, in whichever of them it was withdrawn; it is missing where
 *       it was missing before.
 *   <li>No search finds it, whether it was found before or not; the others are found.
 *   <li>Summaries that it went into are gone, in forks too, and the others stay; none is kept that
 *       was made of it before, or that goes on from one that is gone.
 *   <li>The events of the run that wrote it are forgotten, and no others, whatever it says of its
 *       author; a run that has not ended keeps its messages.
 *   <li>Searches at the same time find nothing afterwards that was withdrawn, and miss nothing.
 *   <li>Summaries that are added at the same time are refused or gone afterwards.
 * </ol>
 */
interface WithdrawalRules extends StoreRules {

  @ContractRule("WITHDRAW-1")
  default void aMessageKeepsItsPlaceAndNothingElseChanges(Trial trial) {
    ChatThread thread = trial.startThread();
    IdempotencyKey key = new IdempotencyKey("append", "body");
    List<MessageDraft> drafts = new ArrayList<>(trial.samples().numbered("message ", 3));
    drafts.set(1, drafts.get(1).withMetadata(Metadata.of("mood", "low")));
    MessageLog log = trial.store().messages();
    List<Message> expected = new ArrayList<>(log.append(Scopes.ANN, thread.id(), drafts, key));
    trial.store().threads().archive(Scopes.ANN, thread.id());
    ChatThread archived = trial.reread(thread);
    trial.pass(Duration.ofMinutes(1));
    expected.set(1, left(expected.get(1)));
    for (int again = 0; again < 2; again++) {
      assertThat(withdraw(trial, thread, expected.get(1))).isEqualTo(expected.get(1));
      assertThat(log.append(Scopes.ANN, thread.id(), drafts, key)).isEqualTo(expected);
      assertThat(log.append(Scopes.ANN, thread.id(), drafts, null)).isEqualTo(expected);
      Forks.assertReads(trial, thread, expected);
      assertThat(trial.reread(thread)).isEqualTo(archived);
    }
    assertThat(expected.get(1).isWithdrawn()).isTrue();
    Message labelled =
        log.replaceMetadata(
            Scopes.ANN, thread.id(), expected.get(1).id(), Metadata.of("taken", "back"));
    add(trial, summary(trial, thread, 3), Samples.NO_BASIS);
    assertThat(withdraw(trial, thread, labelled)).isEqualTo(labelled);
    assertThat(newest(trial, thread, 3).to()).isEqualTo(3);
  }

  @ContractRule("WITHDRAW-2")
  default void allThatShareItHaveLostIt(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 5);
    ChatThread fork = Forks.make(trial, source, 4);
    trial.say(fork, "in the fork");
    ChatThread ofFork = Forks.make(trial, fork, 5);
    List<ChatThread> all = List.of(source, fork, ofFork);
    for (int n = 0; n < all.size(); n++) {
      List<List<Message>> expected = new ArrayList<>();
      for (ChatThread each : all) {
        List<Message> messages = new ArrayList<>(trial.log(each));
        messages.set(n, left(messages.get(n)));
        expected.add(messages);
      }
      ChatThread thread = all.get(n);
      assertThat(withdraw(trial, thread, trial.log(thread).get(n)))
          .isEqualTo(expected.get(n).get(n));
      for (int each = 0; each < all.size(); each++) {
        Forks.assertReads(trial, all.get(each), expected.get(each));
      }
    }
    Message notShared = trial.log(source).get(4);
    Missing.assertThrown("message", notShared.id(), () -> withdraw(trial, fork, notShared));
    Message shared = trial.log(source).get(3);
    trial.store().threads().delete(Scopes.ANN, source.id());
    Missing.assertThrown("message", shared.id(), () -> withdraw(trial, source, shared));
    assertThat(trial.log(fork).get(3).isWithdrawn()).isFalse();
    trial.pass(Duration.ofDays(60));
    Forks.purgeAll(trial);
    withdraw(trial, ofFork, shared);
    assertThat(trial.log(fork).get(3).isWithdrawn()).isTrue();
  }

  @ContractRule("WITHDRAW-3")
  default void noSearchFindsIt(Trial trial) {
    ChatThread thread = Forks.source(trial, "river ", 4);
    ChatThread fork = Forks.make(trial, thread, 4);
    List<Message> log = trial.log(thread);
    withdraw(trial, thread, log.get(0));
    assertThat(found(trial, null)).containsExactlyElementsOf(log.subList(1, 4));
    withdraw(trial, fork, log.get(2));
    assertThat(found(trial, null)).containsExactly(log.get(1), log.get(3));
    assertThat(found(trial, thread.id())).containsExactly(log.get(1), log.get(3));
    assertThat(found(trial, fork.id()))
        .containsExactlyElementsOf(Forks.in(fork, List.of(log.get(1), log.get(3))));
  }

  @ContractRule("WITHDRAW-4")
  default void summariesThatItWentIntoAreGone(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 8);
    ChatThread fork = Forks.make(trial, source, 8);
    Summaries summaries = trial.store().summaries();
    for (ChatThread thread : List.of(source, fork)) {
      for (int to : List.of(2, 5, 7)) {
        assertThat(add(trial, summary(trial, thread, to), Samples.NO_BASIS)).isTrue();
      }
    }
    List<Message> said = trial.store().messages().before(Scopes.ANN, source.id(), 9, 3);
    List<Message> earlier = trial.store().messages().before(Scopes.ANN, source.id(), 7, 3);
    Summary gone = newest(trial, source, 5);
    withdraw(trial, source, trial.log(source).get(3));
    for (ChatThread thread : List.of(source, fork)) {
      assertThat(summaries.newest(Scopes.ANN, thread.id(), "model", 100))
          .map(made -> made.summary().to())
          .as("the others went through the fourth message")
          .contains(2L);
    }
    assertThat(add(trial, summary(trial, source, 6), new SummaryBasis(null, earlier))).isFalse();
    SummaryBasis onGone = new SummaryBasis(gone, said);
    assertThat(add(trial, summary(trial, source, 8), onGone)).isFalse();
    MadeSummary anew = trial.samples().summary(source.id(), "model", 5, "made anew");
    assertThat(add(trial, anew, Samples.NO_BASIS)).isTrue();
    assertThat(add(trial, summary(trial, source, 8), onGone)).as("another one").isFalse();
    List<Message> now = trial.store().messages().before(Scopes.ANN, source.id(), 9, 6);
    SummaryBasis onKept = new SummaryBasis(newest(trial, source, 4), now);
    trial
        .store()
        .messages()
        .replaceMetadata(Scopes.ANN, source.id(), now.get(0).id(), Metadata.of("seen", "yes"));
    assertThat(add(trial, summary(trial, source, 8), onKept)).isTrue();
    assertThat(summaries.newest(Scopes.ANN, source.id(), "model", 8))
        .map(made -> made.summary().to())
        .contains(8L);
  }

  @ContractRule("WITHDRAW-5")
  default void theEventsOfTheRunThatWroteItAreForgotten(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    LeasedRun other = trial.submitAndClaim();
    ChatThread thread = trial.threadOf(leased.run());
    MessageDraft words = trial.samples().draftBy(leased.run().id(), "I will look.");
    Stories.publish(trial, leased, Stories.words(0, 3));
    Stories.publish(trial, other, Stories.words(0, 3));
    trial.commit(leased, RunCommit.of(RunMove.ADVANCE).saying(words));
    Message written =
        trial.store().messages().find(Scopes.ANN, thread.id(), words.id()).orElseThrow();
    assertThatExceptionOfType(ActiveRunException.class)
        .isThrownBy(() -> withdraw(trial, thread, written))
        .satisfies(e -> assertThat(e.activeRunId()).isEqualTo(leased.run().id()));
    assertThat(trial.store().messages().find(Scopes.ANN, thread.id(), words.id()))
        .contains(written);
    assertThat(Stories.story(trial, leased, 0, 10).events()).hasSize(3);

    trial.commit(leased, RunCommit.of(RunMove.COMPLETE).telling(Stories.words(3, 1)));
    ChatThread forged = trial.startThread();
    Message pretends =
        new Message(
            forged.id(),
            1,
            trial.samples().draftBy(leased.run().id(), "I am of no run of this thread."));
    trial.store().messages().restore(Scopes.ANN, new LogPart(List.of(pretends)));
    withdraw(trial, forged, pretends);
    withdraw(trial, thread, trial.log(thread).get(0));
    assertThat(Stories.story(trial, leased, 0, 10).events()).as("of others").hasSize(4);

    withdraw(trial, thread, written);
    assertThat(Stories.story(trial, leased, 0, 10).events()).isEmpty();
    assertThat(Stories.story(trial, leased, 0, 10).last()).isEqualTo(4);
    assertThat(Stories.story(trial, other, 0, 10).events()).hasSize(3);
  }

  @ContractRule("WITHDRAW-6")
  default void searchesAtTheSameTimeLeaveNoTrace(Trial trial) {
    for (int round = 0; round < 5; round++) {
      ChatThread thread = Forks.source(trial, "river ", 40);
      List<Message> log = trial.log(thread);
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int searcher = 0; searcher < 2; searcher++) {
        calls.add(() -> found(trial, thread.id()).size() >= 20);
      }
      calls.add(
          () -> {
            for (int n = 0; n < log.size(); n += 2) {
              withdraw(trial, thread, log.get(n));
            }
            return true;
          });
      assertThat(Race.values(Race.among(calls))).containsOnly(true);
      List<Message> rest = log.stream().filter(message -> message.position() % 2 == 0).toList();
      assertThat(found(trial, thread.id())).isEqualTo(rest);
    }
  }

  @ContractRule("WITHDRAW-7")
  default void summariesAtTheSameTimeAreRefusedOrGone(Trial trial) {
    for (int round = 0; round < 20; round++) {
      ChatThread source = Forks.source(trial, "message ", 3);
      ChatThread summed = round % 2 == 0 ? source : Forks.make(trial, source, 3);
      List<Message> said = trial.store().messages().before(Scopes.ANN, summed.id(), 4, 3);
      Race.values(
          Race.between(
              () -> add(trial, summary(trial, summed, 3), new SummaryBasis(null, said)),
              () -> withdraw(trial, source, trial.log(source).get(1)).isWithdrawn()));
      assertThat(trial.store().summaries().newest(Scopes.ANN, summed.id(), "model", 100)).isEmpty();
    }
  }

  /** What is left of {@code message}. */
  private static Message left(Message message) {
    return new Message(message.threadId(), message.position(), message.draft().withdrawn(0));
  }

  private static Message withdraw(Trial trial, ChatThread thread, Message message) {
    return trial.store().messages().withdraw(thread.owner(), thread.id(), left(message).draft());
  }

  private static List<Message> found(Trial trial, @Nullable ThreadId thread) {
    SearchQuery river = SearchQuery.of("river");
    return Trial.walk(
            PageRequest.oldestFirst(),
            page ->
                trial
                    .store()
                    .search()
                    .search(Scopes.ANN, thread == null ? river : river.in(thread), page))
        .stream()
        .map(SearchHit::message)
        .toList();
  }

  private static Summary newest(Trial trial, ChatThread thread, long position) {
    return trial
        .store()
        .summaries()
        .newest(Scopes.ANN, thread.id(), "model", position)
        .orElseThrow()
        .summary();
  }

  private static boolean add(Trial trial, MadeSummary made, SummaryBasis basis) {
    return trial.store().summaries().add(Scopes.ANN, made, basis);
  }

  private static MadeSummary summary(Trial trial, ChatThread thread, int to) {
    return trial.samples().summary(thread.id(), "model", to, "up to " + to);
  }
}
