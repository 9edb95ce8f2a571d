package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.ThreadId;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.Summaries;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * SUMMARY-1 to SUMMARY-4: summaries of threads.
 *
 * <ol>
 *   <li>Found is the newest that ends at or before a position, of the same thread and model, word
 *       for word.
 *   <li>The first that ends at a position stays.
 *   <li>Summaries need their thread, and go with it.
 *   <li>Of eight at once that end at one position, one stays, and all are told it went well.
 * </ol>
 */
interface SummaryRules extends StoreRules {

  @ContractRule("SUMMARY-1")
  default void theNewestThatEndsInTimeIsFound(Trial trial) {
    ThreadId thread = trial.startThread().id();
    ThreadId other = trial.startThread().id();
    MadeSummary ten = add(trial, thread, "Model", 10, "ten");
    MadeSummary thirty = add(trial, thread, "Model", 30, "thirty");
    MadeSummary twenty = add(trial, thread, "Model", 20, "twenty");
    MadeSummary lower = add(trial, thread, "model", 25, "another model's");
    add(trial, other, "Model", 15, "another thread's");
    Summaries summaries = trial.store().summaries();
    assertThat(summaries.newest(Scopes.ANN, thread, "Model", 9)).isEmpty();
    assertThat(summaries.newest(Scopes.ANN, thread, "Model", 10)).contains(ten);
    assertThat(summaries.newest(Scopes.ANN, thread, "Model", 29)).contains(twenty);
    assertThat(summaries.newest(Scopes.ANN, thread, "Model", Long.MAX_VALUE)).contains(thirty);
    assertThat(summaries.newest(Scopes.ANN, thread, "model", 29)).contains(lower);
    assertThat(summaries.newest(Scopes.ANN, thread, "model ", 29)).isEmpty();
    int to = 100;
    for (String text : HostileText.ALL) {
      if (!text.isBlank()) {
        MadeSummary hostile = add(trial, thread, "Model", ++to, text);
        assertThat(summaries.newest(Scopes.ANN, thread, "Model", to)).contains(hostile);
      }
    }
  }

  @ContractRule("SUMMARY-2")
  default void theFirstThatEndsAtAPositionStays(Trial trial) {
    ThreadId thread = trial.startThread().id();
    MadeSummary first = add(trial, thread, "model", 10, "first");
    add(trial, thread, "model", 10, "second");
    add(trial, thread, "model", 10, "first");
    assertThat(trial.store().summaries().newest(Scopes.ANN, thread, "model", 10)).contains(first);
  }

  @ContractRule("SUMMARY-3")
  default void summariesGoWithTheirThread(Trial trial) {
    ChatThread thread = trial.startThread();
    ThreadId kept = trial.startThread().id();
    MadeSummary stays = add(trial, kept, "model", 10, "stays");
    add(trial, thread.id(), "model", 10, "goes");
    trial.store().threads().delete(Scopes.ANN, thread.id());
    Missing.assertThrown(
        "thread", thread.id(), () -> add(trial, thread.id(), "model", 20, "too late"));
    assertThat(newest(trial, thread.id())).isNull();
    assertThat(newest(trial, kept)).isEqualTo(stays);
    // Nothing of the old thread may show when one with the same id is made.
    trial.store().threads().create(thread, null);
    assertThat(newest(trial, thread.id())).isNull();
  }

  @ContractRule("SUMMARY-4")
  default void ofEightAtOnceOneStays(Trial trial) {
    ThreadId thread = trial.startThread().id();
    for (int n = 1; n <= 5; n++) {
      int to = 10 * n;
      List<Callable<MadeSummary>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String text = "by " + i;
        calls.add(() -> add(trial, thread, "model", to, text));
      }
      List<MadeSummary> told = Race.values(Race.among(calls));
      assertThat(told).contains(newest(trial, thread));
    }
  }

  private static @Nullable MadeSummary newest(Trial trial, ThreadId thread) {
    return trial
        .store()
        .summaries()
        .newest(Scopes.ANN, thread, "model", Long.MAX_VALUE)
        .orElse(null);
  }

  private static MadeSummary add(Trial trial, ThreadId thread, String model, long to, String text) {
    MadeSummary made = trial.samples().summary(thread, model, to, text);
    assertThat(trial.store().summaries().add(Scopes.ANN, made, Samples.NO_BASIS)).isTrue();
    return made;
  }
}
