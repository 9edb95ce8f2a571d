package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.RunRequest;
import io.threadkeep.budget.Budget;
import io.threadkeep.budget.BudgetPeriod;
import io.threadkeep.budget.BudgetSubject;
import io.threadkeep.context.BlockAligned;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.LastMessages;
import io.threadkeep.context.Summarising;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.options.CostOptions;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageQuery;
import io.threadkeep.usage.UsageReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * CONTEXT-8 to 10: summaries that are made behind runs.
 *
 * <ol start="8">
 *   <li>What has left the window is summed up in the background, from the summary before and what
 *       came since; the next call is shown it, as data, and the log never has it. What it used is
 *       in the ledger, and none is made for who has spent a budget.
 *   <li>A model that makes no summaries harms no run, and is asked again by later ones.
 *   <li>A shutdown stops the making of a summary.
 * </ol>
 */
interface EngineSummaryRules extends StoreRules {
  String NOTES = "notes-model";
  ContextPolicy POLICY = new Summarising(new BlockAligned(new LastMessages(8), 4), NOTES);

  @ContractRule("CONTEXT-8")
  default void whatHasLeftTheWindowIsSummedUpBehindTheRun(Trial trial) {
    AtomicInteger made = new AtomicInteger();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) ->
                isForNotes(request)
                    ? PuppetTransport.reply("version " + made.incrementAndGet())
                    : PuppetTransport.reply("Re: " + PuppetTransport.newest(request)));
    try (Workplace workplace = new Workplace(trial, transport)) {
      askUntil(workplace, 7);
      MadeSummary first = await(trial.store(), workplace, 8);
      assertThat(first.summary().from()).isEqualTo(1);
      assertThat(first.summary().to()).isEqualTo(8);
      assertThat(first.summary().text()).isEqualTo("version 1");
      assertThat(first.usage()).isEqualTo(PuppetTransport.USAGE);

      Run run = ask(workplace, 8);
      ModelRequest shown = transport.requests().get(transport.requests().size() - 1);
      assertThat(shown.instructions()).isEqualTo("Be concise.");
      assertThat(shown.messages().get(0).role()).isEqualTo(Role.USER);
      assertThat(shown.messages().get(0).text()).startsWith("[Notes").endsWith("version 1");
      assertThat(shown.messages()).extracting(Message::position).startsWith(0L, 9L);
      assertThat(workplace.keep().runs().explain(run.id()).text())
          .contains("summary    1-8 by notes-model");
      assertThat(
              workplace
                  .keep()
                  .runs()
                  .replay(
                      workplace
                          .keep()
                          .runs()
                          .steps(run.id(), PageRequest.oldestFirst())
                          .items()
                          .get(0)))
          .isEqualTo(shown.messages());

      askUntil(workplace, 11);
      assertThat(await(trial.store(), workplace, 16).summary().text()).isEqualTo("version 2");
      ModelRequest second =
          transport.requests().stream().filter(EngineSummaryRules::isForNotes).toList().get(1);
      assertThat(second.messages()).hasSize(1);
      assertThat(second.messages().get(0).text())
          .contains("\"notes\":\"version 1\"")
          .contains("\"Question 5\"")
          .doesNotContain("\"Question 4\"");
      assertThat(workplace.chat().messages().map(Message::text))
          .noneMatch(s -> s.contains("version"));
      assertThat(run.usage()).as("what notes cost is no run's").isEqualTo(PuppetTransport.USAGE);
      assertThat(usedFor(workplace, NOTES))
          .as("two versions")
          .isEqualTo(PuppetTransport.USAGE.plus(PuppetTransport.USAGE));
    }
  }

  @ContractRule("CONTEXT-8")
  default void nothingIsSummedUpForWhoHasSpentABudget(Trial trial) {
    PuppetTransport transport = PuppetTransport.answering();
    // Twelve turns of 42 fit, as does what each asks for; a summary asks for all of it.
    Budget tight = Budget.tokens("tight", BudgetSubject.THREAD, BudgetPeriod.EVER, 1_000);
    try (Workplace workplace =
        new Workplace(
            trial,
            trial.store(),
            transport,
            Workplace.options(Workplace.BRISK)
                .cost(CostOptions.none().budgets(tight).answerTokens(200)))) {
      askUntil(workplace, 12);
      assertThat(transport.requests()).hasSize(12).noneMatch(EngineSummaryRules::isForNotes);
    }
  }

  @ContractRule("CONTEXT-9")
  default void aModelThatMakesNoSummariesHarmsNobody(Trial trial) {
    AtomicBoolean well = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              if (!isForNotes(request)) {
                return PuppetTransport.reply("Re: " + PuppetTransport.newest(request));
              }
              asked.incrementAndGet();
              if (!well.get()) {
                throw new OverloadedException("secret words", Duration.ZERO, null);
              }
              return PuppetTransport.reply("at last");
            });
    try (Workplace workplace = new Workplace(trial, transport)) {
      askUntil(workplace, 8);
      Eventually.holds(() -> asked.get() > 0);
      assertThat(newest(trial.store(), workplace)).isEmpty();
      well.set(true);
      askUntil(workplace, 9);
      Eventually.holds(
          () -> {
            if (newest(trial.store(), workplace).isPresent()) {
              return true;
            }
            // The one before may have been at it still when this run asked.
            ask(workplace, 10);
            return false;
          });
      assertThat(newest(trial.store(), workplace).map(made -> made.summary().text()))
          .hasValue("at last");
    }
  }

  @ContractRule("CONTEXT-10")
  default void aShutdownStopsTheMakingOfASummary(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) ->
                isForNotes(request)
                    ? gate.pass(request, call)
                    : PuppetTransport.reply("Re: " + PuppetTransport.newest(request)));
    try (Workplace workplace = new Workplace(trial, transport)) {
      askUntil(workplace, 7);
      gate.awaitEntered();
      assertThat(ask(workplace, 8).status()).isEqualTo(RunStatus.COMPLETED);
      workplace.close();
      gate.awaitCancelled();
      assertThat(newest(trial.store(), workplace)).isEmpty();
    }
  }

  private static Usage usedFor(Workplace workplace, String model) {
    return workplace.keep().usage().report(UsageQuery.ever().by(UsageKey.MODEL)).lines().stream()
        .filter(line -> model.equals(line.group().model()))
        .map(UsageReport.Line::usage)
        .findFirst()
        .orElse(Usage.NONE);
  }

  private static boolean isForNotes(ModelRequest request) {
    return request.settings().model().equals(NOTES);
  }

  /** Asks the questions up to {@code turn}, of those that were not asked yet. */
  private static void askUntil(Workplace workplace, int turn) {
    for (long next = workplace.chat().thread().messageCount() / 2 + 1; next <= turn; next++) {
      assertThat(ask(workplace, next).status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  private static Run ask(Workplace workplace, long turn) {
    return Workplace.end(
        workplace
            .chat()
            .run(
                RunRequest.by(workplace.assistant().id())
                    .saying(NewMessage.user("Question " + turn))
                    .context(POLICY)));
  }

  private static MadeSummary await(ThreadStore store, Workplace workplace, long to) {
    Eventually.holds(
        () -> newest(store, workplace).filter(made -> made.summary().to() >= to).isPresent());
    return newest(store, workplace).orElseThrow();
  }

  private static Optional<MadeSummary> newest(ThreadStore store, Workplace workplace) {
    return store
        .summaries()
        .newest(workplace.chat().thread().owner(), workplace.chat().id(), NOTES, Long.MAX_VALUE);
  }
}
