package io.threadkeep.samples.benchmarks.measure;

import io.threadkeep.samples.benchmarks.place.Place;
import io.threadkeep.samples.benchmarks.work.Chat;
import io.threadkeep.samples.benchmarks.work.Stage;
import io.threadkeep.samples.benchmarks.work.Turn;
import io.threadkeep.samples.benchmarks.work.Workload;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** The one benchmark: turns, as many as can be, each thread on a conversation of its own. */
public final class TurnBenchmarks {

  private TurnBenchmarks() {}

  /** What JMH runs; it extends all of these. */
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public static class Turns {
    @Benchmark
    public Object take(Seat seat) throws Exception {
      return seat.take();
    }
  }

  /** The store that all threads share. */
  @State(Scope.Benchmark)
  public static class House {
    @Param({"PLAIN_TURN", "STORE_TURN", "PLAIN_RUN", "FULL_RUN"})
    public Workload workload = Workload.PLAIN_TURN;

    @Param({"H2", "POSTGRESQL"})
    public Place place = Place.H2;

    private @Nullable Stage stage;

    @Setup
    public void open(BenchmarkParams benchmark) throws Exception {
      stage = workload.open(place, benchmark.getThreads());
    }

    @TearDown
    public void close() throws Exception {
      stage().close();
    }

    Stage stage() {
      return Objects.requireNonNull(stage);
    }
  }

  /** One thread's conversation. */
  @State(Scope.Thread)
  public static class Seat {
    private static final int HISTORY = 40;

    /** What is kept in memory must not pile up: conversations are left there when they get long. */
    private static final int TURNS_IN_MEMORY = 1_000;

    private @Nullable Stage stage;
    private @Nullable Chat chat;
    private @Nullable Turn turn;
    private int turnsLeft;

    @Setup
    public void begin(House house) throws Exception {
      stage = house.stage();
      turnsLeft = house.place == Place.MEMORY ? TURNS_IN_MEMORY : Integer.MAX_VALUE;
      begin();
    }

    Object take() throws Exception {
      if (--turnsLeft == 0) {
        Objects.requireNonNull(chat).delete();
        turnsLeft = TURNS_IN_MEMORY;
        begin();
      }
      return Objects.requireNonNull(turn).take();
    }

    private void begin() throws Exception {
      chat = Objects.requireNonNull(stage).begin(HISTORY);
      turn = chat.caller();
    }
  }
}
