package io.threadkeep.kit;

import static io.threadkeep.kit.Transferring.give;
import static io.threadkeep.kit.Transferring.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.Origin;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.EndedRun;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.transfer.ExportText;
import io.threadkeep.transfer.ExportText.Written;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.TransferCounts;
import io.threadkeep.transfer.TransferProblem.Kind;
import io.threadkeep.transfer.TransferWatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * TRANSFER-1 to TRANSFER-6: what goes out and comes in.
 *
 * <ol>
 *   <li>What is taken in is given out byte for byte, whatever it holds; taken in again it is all
 *       found.
 *   <li>Threads keep their users; in a user's scope only that user's are taken.
 *   <li>A query is all that is given out of a scope.
 *   <li>Of a run that has not ended only the number goes out; of one that ends meanwhile too.
 *   <li>A thread that is written to, or deleted, while it goes out is as it was when its turn came,
 *       or told of.
 *   <li>An assistant goes along with the runs that name it; one that has changed stays.
 * </ol>
 */
interface TransferRules extends StoreRules {

  @ContractRule("TRANSFER-1")
  default void whatIsTakenInIsGivenOut(Trial trial) {
    for (int seed = 0; seed < Chaos.times(2, 60); seed++) {
      Scope tenant = Scope.tenant("tenant-" + seed);
      RandomThreads random = new RandomThreads(trial, seed);
      List<Written> threads = random.threads(12, 30);
      String file = ExportText.of(tenant, random.assistants(), threads);
      ImportReport report = take(trial, tenant, file);
      assertThat(report.problems()).isEmpty();
      assertThat(report.isClean()).isTrue();
      Transferring.Exported given = give(trial, tenant);
      assertThat(given.body()).isEqualTo(ExportText.body(file));
      // An assistant goes with each thread that names it.
      assertThat(given.report().written()).isEqualTo(report.stored().plus(report.found()));
      assertThat(given.report().isComplete()).isTrue();

      ImportReport again = take(trial, tenant, file);
      assertThat(again.stored()).isEqualTo(TransferCounts.NONE);
      assertThat(again.found()).isEqualTo(given.report().written());
      assertThat(again.isClean()).isTrue();
      assertThat(give(trial, tenant).body()).isEqualTo(ExportText.body(file));
    }
  }

  @ContractRule("TRANSFER-2")
  default void threadsKeepTheirUsers(Trial trial) {
    RandomThreads random = new RandomThreads(trial, 2);
    List<Written> threads =
        List.of(
            random.thread(Scopes.ANN, 3),
            random.thread(Scopes.BOB, 3),
            random.thread(Scopes.ACME, 3));
    String file = ExportText.of(Scopes.ACME, Map.of(), threads);
    ImportReport anns = take(trial, Scopes.GLOBEX_ANN, file);
    assertThat(anns.stored().threads()).isEqualTo(1);
    assertThat(anns.problems())
        .extracting(problem -> problem.kind() + " " + problem.id())
        .containsExactly(
            Kind.NOT_YOURS + " " + threads.get(1).thread().id(),
            Kind.NOT_YOURS + " " + threads.get(2).thread().id());
    assertThat(anns.whole()).isTrue();
    assertThat(anns.isClean()).isFalse();
    assertThat(take(trial, Scopes.GLOBEX, file).isClean()).isTrue();
    for (Written written : threads) {
      Scope owner = new Scope("globex", written.thread().owner().user());
      assertThat(trial.store().threads().find(Scopes.GLOBEX, written.thread().id()))
          .hasValueSatisfying(thread -> assertThat(thread.owner()).isEqualTo(owner));
    }
    assertThat(give(trial, Scopes.ACME).report().written()).isEqualTo(TransferCounts.NONE);
  }

  @ContractRule("TRANSFER-3")
  default void aQueryIsAllThatIsGivenOut(Trial trial) {
    ChatThread tagged =
        trial
            .store()
            .threads()
            .create(trial.samples().thread(Scopes.ANN, Metadata.of("topic", "rivers")), null);
    trial.say(tagged, "of Ann's");
    trial.say(trial.startThread(Scopes.BOB), "of Bob's");
    trial.say(trial.startThread(Scopes.GLOBEX_ANN), "of another tenant's");
    assertThat(give(trial, Scopes.ACME).report().written().threads()).isEqualTo(2);
    assertThat(give(trial, Scopes.ANN).file()).contains("of Ann's").doesNotContain("of Bob's");
    for (ThreadQuery query :
        List.of(ThreadQuery.ofUser("ann"), ThreadQuery.with("topic", "rivers"))) {
      assertThat(give(trial, Scopes.ACME, query, TransferWatch.NONE).file())
          .contains("of Ann's")
          .doesNotContain("of Bob's", "another tenant");
    }
  }

  @ContractRule("TRANSFER-4")
  default void ofRunsThatHaveNotEndedOnlyTheNumberGoesOut(Trial trial) {
    LeasedRun atWork = trial.submitAndClaim();
    trial.submit();
    Transferring.Exported given = give(trial, Scopes.ACME);
    assertThat(given.report().activeRuns()).isEqualTo(2);
    assertThat(given.report().written().runs()).isZero();
    assertThat(given.report().written().messages()).isEqualTo(2);

    MessageDraft plain = trial.samples().draft("late");
    MessageDraft late =
        new MessageDraft(
            plain.id(),
            plain.body(),
            new Origin(atWork.run().id(), null, null),
            plain.tokens(),
            plain.createdAt());
    // Ends, with a reply, when the log was taken and the runs were not.
    Transferring.Exported meanwhile =
        give(
            trial,
            Scopes.ACME,
            ThreadQuery.ALL,
            once(() -> trial.commit(atWork, RunCommit.of(RunMove.COMPLETE).saying(late))));
    assertThat(meanwhile.report().activeRuns()).isEqualTo(2);
    assertThat(meanwhile.file()).doesNotContain("late").contains("\"active_runs\":1");

    Transferring.Exported afterwards = give(trial, Scopes.ACME);
    assertThat(afterwards.report().activeRuns()).isEqualTo(1);
    assertThat(afterwards.report().written().runs()).isEqualTo(1);
    assertThat(afterwards.file()).contains("late");
  }

  @ContractRule("TRANSFER-5")
  default void aThreadGoesOutAsItWasWhenItsTurnCame(Trial trial) {
    ChatThread thread = trial.startThread();
    trial.append(thread, trial.samples().numbered("line ", 250));
    trial.pass(Duration.ofSeconds(1));
    ChatThread next = trial.startThread();
    trial.say(next, "next");
    Transferring.Exported spoken =
        give(trial, Scopes.ACME, ThreadQuery.ALL, once(() -> trial.say(thread, "meanwhile")));
    assertThat(spoken.file()).doesNotContain("meanwhile");
    assertThat(spoken.report().written().messages()).isEqualTo(251);

    Transferring.Exported deleted =
        give(
            trial,
            Scopes.ACME,
            ThreadQuery.ALL,
            once(() -> trial.store().threads().delete(Scopes.ACME, thread.id())));
    assertThat(deleted.report().vanishedThreads()).isEqualTo(1);
    assertThat(deleted.report().whole()).isTrue();
    assertThat(deleted.file()).contains("next");
    ImportReport report = take(trial, Scopes.GLOBEX, deleted.file());
    assertThat(report.problems()).anySatisfy(p -> assertThat(p.what()).contains("was deleted"));
  }

  @ContractRule("TRANSFER-6")
  default void anAssistantGoesAlong(Trial trial) {
    ChatThread thread = trial.startThread();
    EndedRun ended =
        new EndedRun(Restorable.run(trial, thread, RunStatus.COMPLETED), List.<RunStep>of());
    Assistant sample = trial.samples().assistant();
    Assistant assistant =
        new Assistant(ended.run().spec().assistantId(), 5, sample.createdAt(), sample.definition());
    String file =
        ExportText.of(
            Scopes.ACME,
            Map.of(assistant.id(), assistant),
            List.of(new Written(thread, List.<Message>of(), List.of(ended))));
    assertThat(take(trial, Scopes.ANN, file).isClean()).isTrue();
    assertThat(trial.store().assistants().find(Scopes.ANN, assistant.id())).contains(assistant);
    trial
        .store()
        .assistants()
        .replace(Scopes.ANN, assistant.id(), 5, assistant.definition().instructions("New."));
    ImportReport again = take(trial, Scopes.ANN, file);
    assertThat(again.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.kind()).isEqualTo(Kind.KEPT));
    assertThat(trial.store().assistants().find(Scopes.ANN, assistant.id()))
        .hasValueSatisfying(now -> assertThat(now.instructions()).isEqualTo("New."));
  }

  /** Does something the first time that it is asked: with the first thread just begun. */
  private static TransferWatch once(Runnable work) {
    boolean[] done = new boolean[1];
    return progress -> {
      if (!done[0]) {
        done[0] = true;
        work.run();
      }
      return true;
    };
  }
}
