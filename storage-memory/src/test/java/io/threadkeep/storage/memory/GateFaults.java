package io.threadkeep.storage.memory;

import io.threadkeep.store.Backlog;
import io.threadkeep.store.GateLimit;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the gates of models. */
final class GateFaults {

  private GateFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "ModelGates.enter",
            "counts requests and no tokens",
            Set.of("GATE-2", "GATE-3", "GATE-6"),
            call -> call.with(1, requestsOf(call)).proceed()),
        Fault.in(
            "ModelGates.enter",
            "lets one more in than is left",
            Set.of("GATE-1", "GATE-2", "GATE-3", "GATE-4", "GATE-6", "GATE-8"),
            GateFaults::squeezing),
        Fault.in(
            "ModelGates.settle",
            "gives back nothing",
            Set.of("GATE-3"),
            call -> call.with(2, Math.max(0, call.argument(2, Long.class))).proceed()),
        Fault.in(
            "ModelGates.close",
            "tells nobody that a gate is closed",
            Set.of("GATE-4", "GATE-5", "GATE-7", "GATE-8"),
            call -> null),
        Fault.in(
            "RunQueue.backlog",
            "forgets how long",
            Set.of("HEALTH-1"),
            call -> new Backlog(2, Duration.ZERO)),
        Fault.in(
            "ModelGates.closed",
            "keeps it to itself which gates are closed",
            Set.of("GATE-4", "GATE-8"),
            call -> Map.of()),
        Fault.of(
            "takes models whose names differ in case for one",
            Set.of("GATE-7"),
            store ->
                store
                    .twist("ModelGates.enter", GateFaults::folding)
                    .twist("ModelGates.close", GateFaults::folding)));
  }

  private static GateLimit requestsOf(TwistedStore.Call call) {
    return new GateLimit(call.argument(1, GateLimit.class).requestsPerMinute(), 0);
  }

  private static Object squeezing(TwistedStore.Call call) throws Throwable {
    Duration wait = (Duration) Objects.requireNonNull(call.proceed());
    return wait.compareTo(Duration.ofSeconds(20)) < 0 ? Duration.ZERO : wait;
  }

  private static @Nullable Object folding(TwistedStore.Call call) throws Throwable {
    return call.with(0, call.argument(0, String.class).toLowerCase(Locale.ROOT)).proceed();
  }
}
