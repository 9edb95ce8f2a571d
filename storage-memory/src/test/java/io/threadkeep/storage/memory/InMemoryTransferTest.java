package io.threadkeep.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.context.TokenCounter;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.Restorable;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.kit.TransferContract;
import io.threadkeep.kit.Trial;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.EndedRun;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transfer.ExportReport;
import io.threadkeep.transfer.Exporter;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.Importer;
import io.threadkeep.transfer.TransferCounts;
import io.threadkeep.transfer.TransferWatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryTransferTest implements TransferContract {
  private static final StoreHarness HARNESS = new InMemoryHarness(InMemoryThreadStore::new);
  private static final Scope ACME = Scope.tenant("acme");

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }

  /** Each of its tools may be that long; all of them together are longer than a line. */
  @Test
  void aRunThatIsLargerThanALineIsLeftOutAndToldOf() throws IOException {
    try (Trial trial = new Trial(HARNESS)) {
      ChatThread first = trial.startThread(ACME);
      trial.say(first, "hello");
      Run run = Restorable.run(trial, first, RunStatus.COMPLETED);
      Run large = withTools(Restorable.run(trial, first, RunStatus.FAILED));
      trial.store().runs().record(ACME, new EndedRun(large, Restorable.steps(trial, large, 2)));
      trial.store().runs().record(ACME, new EndedRun(run, Restorable.steps(trial, run, 2)));
      trial.say(trial.startThread(ACME), "hello");

      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ExportReport report =
          new Exporter(trial.store(), trial.clock(), ACME)
              .export(ThreadQuery.ALL, out, TransferWatch.NONE);
      assertThat(report.whole()).isTrue();
      assertThat(report.isComplete()).isFalse();
      assertThat(report.tooLarge()).isEqualTo(1);
      assertThat(report.tooLargeIds()).containsExactly(large.id().value());
      assertThat(report.written()).isEqualTo(new TransferCounts(2, 2, 1, 2, 0));

      try (Trial other = new Trial(HARNESS)) {
        ImportReport taken =
            new Importer(other.store(), ACME, TokenCounter.estimating())
                .read(new ByteArrayInputStream(out.toByteArray()), TransferWatch.NONE);
        assertThat(taken.isClean()).isTrue();
        assertThat(taken.stored()).isEqualTo(report.written());
      }
    }
  }

  @Test
  void aThreadThatSharesNothingCostsOneLookUp() throws IOException {
    try (Trial trial = new Trial(HARNESS);
        Trial other = new Trial(HARNESS)) {
      trial.startThread(ACME);
      for (int messages : List.of(1, 450)) {
        ChatThread thread = trial.startThread(ACME);
        trial.append(thread, trial.samples().numbered("message ", messages));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new Exporter(trial.store(), trial.clock(), ACME)
          .export(ThreadQuery.ALL, out, TransferWatch.NONE);
      AtomicInteger lookUps = new AtomicInteger();
      ThreadStore counting =
          new TwistedStore(other.store())
              .twist(
                  "MessageLog.holder",
                  call -> {
                    lookUps.incrementAndGet();
                    return call.proceed();
                  });
      for (int again = 0; again < 2; again++) {
        new Importer(counting, ACME, TokenCounter.estimating())
            .read(new ByteArrayInputStream(out.toByteArray()), TransferWatch.NONE);
        assertThat(lookUps).hasValue(2);
      }
    }
  }

  private static Run withTools(Run run) {
    RunSpec spec = run.spec();
    String schema = "{\"type\":\"object\",\"description\":\"" + "d".repeat(140_000) + "\"}";
    List<ToolDefinition> tools =
        IntStream.range(0, 128)
            .mapToObj(n -> new ToolDefinition("tool_" + n, "", schema, false))
            .toList();
    return new Run(
        run.id(),
        run.threadId(),
        run.owner(),
        new RunSpec(
            spec.assistantId(),
            spec.instructions(),
            spec.settings(),
            tools,
            spec.toolChoice(),
            spec.context(),
            spec.metadata()),
        run.progress(),
        run.times());
  }
}
