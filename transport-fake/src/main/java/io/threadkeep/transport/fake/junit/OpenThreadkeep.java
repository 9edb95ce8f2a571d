package io.threadkeep.transport.fake.junit;

import io.threadkeep.Foundations;
import io.threadkeep.ManualTime;
import io.threadkeep.ManualWorker;
import io.threadkeep.Threadkeep;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.storage.memory.InMemoryThreadStore;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.transport.fake.FakeTransport;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One test's own.
 *
 * @param worker null if it is at work all the time
 */
record OpenThreadkeep(
    Recipe recipe,
    Foundations foundations,
    FakeTransport fake,
    SubmittedRuns runs,
    Threadkeep keep,
    @Nullable ManualWorker worker)
    implements AutoCloseable {
  private static final long SEED = 1;

  static OpenThreadkeep by(Recipe recipe) {
    return recipe.running() ? running(recipe) : manual(recipe);
  }

  private static OpenThreadkeep running(Recipe recipe) {
    FakeTransport fake = recipe.script().apply(FakeTransport.script());
    SubmittedRuns runs = new SubmittedRuns();
    Foundations on = foundations(recipe, fake, SystemTime.clock(), SystemTime.random(), runs);
    return new OpenThreadkeep(recipe, on, fake, runs, Threadkeep.on(on, recipe.options()), null);
  }

  private static OpenThreadkeep manual(Recipe recipe) {
    ManualTime time = new ManualTime();
    FakeTransport fake =
        recipe.script().apply(FakeTransport.script().pausing(new ManualPause(time)));
    SubmittedRuns runs = new SubmittedRuns();
    Foundations on = foundations(recipe, fake, time, repeatable(), runs);
    ManualWorker worker = ManualWorker.on(on, recipe.options(), time);
    return new OpenThreadkeep(recipe, on, fake, runs, worker.threadkeep(), worker);
  }

  private static Foundations foundations(
      Recipe recipe,
      FakeTransport fake,
      InstantSource clock,
      RandomGenerator random,
      SubmittedRuns runs) {
    Foundations plain =
        new Foundations(
            new InMemoryThreadStore(clock),
            fake,
            TokenCounter.estimating(),
            clock,
            random,
            ToolBox.none());
    return recipe.foundations().apply(plain).observedBy(runs);
  }

  /** The same ids and delays on every run of a test. */
  private static RandomGenerator repeatable() {
    SplittableRandom random = new SplittableRandom(SEED);
    return () -> {
      synchronized (random) {
        return random.nextLong();
      }
    };
  }

  /** What is left behind and may not be. */
  Optional<LeftoversError> leftovers() {
    boolean runsMatter = !recipe.allowed().contains(Leftover.UNFINISHED_RUNS);
    boolean linesMatter = !recipe.allowed().contains(Leftover.UNUSED_LINES);
    return LeftoversError.of(
        runsMatter ? runs.unfinished(keep) : List.of(),
        linesMatter ? fake.unusedLines() : List.of());
  }

  @Override
  public void close() {
    keep.close();
  }
}
