package io.threadkeep.storage.memory;

import io.threadkeep.id.StepId;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.store.ToolCallState;
import io.threadkeep.store.ToolCallTimes;
import io.threadkeep.tool.ToolOutput;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the ledger of tool calls. */
final class ToolFaults {

  private ToolFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "ToolLedger.begin",
            "has every unknown call carried out again",
            Set.of("TOOL-3", "TOOL-5", "TOOL-7"),
            ToolFaults::repeating),
        Fault.of(
            "takes a call that is begun once more for unknown",
            Set.of("TOOL-1", "TOOL-5", "TOOL-6", "TOOL-7"),
            ToolFaults::suspicious),
        Fault.in(
            "ToolLedger.begin",
            "forgets whether an output tells of an error",
            Set.of("TOOL-2", "TOOL-3"),
            ToolFaults::whitewashing),
        Fault.in(
            "ToolLedger.begin",
            "lets a worker without a lease begin",
            Set.of("TOOL-5", "TOOL-6"),
            ToolFaults::unfenced),
        Fault.in(
            "ToolLedger.end",
            "drops the output of a worker without a lease in silence",
            Set.of("TOOL-5", "TOOL-6"),
            ToolFaults::dropping),
        Fault.in(
            "ToolLedger.end",
            "begins what was never begun",
            Set.of("TOOL-4"),
            ToolFaults::beginning),
        Fault.in(
            "ToolLedger.times",
            "does not tell that a call has ended",
            Set.of("TOOL-8"),
            ToolFaults::endless),
        Fault.in(
            "ToolLedger.times",
            "takes all calls of a step for begun with the first",
            Set.of("TOOL-8"),
            ToolFaults::begunTogether),
        Fault.of(
            "takes ids of calls that differ in case for one",
            Set.of("TOOL-6"),
            store ->
                store
                    .twist("ToolLedger.begin", ToolFaults::folding)
                    .twist("ToolLedger.end", ToolFaults::folding)));
  }

  private static Object repeating(TwistedStore.Call call) {
    return call.store()
        .toolCalls()
        .beginAgain(
            call.argument(0, Lease.class),
            call.argument(1, StepId.class),
            call.argument(2, String.class));
  }

  private static TwistedStore suspicious(TwistedStore store) {
    Set<Object> begun = ConcurrentHashMap.newKeySet();
    return store.twist(
        "ToolLedger.begin",
        call -> {
          Object state = Objects.requireNonNull(call.proceed());
          boolean again = !begun.add(call.arguments());
          return again && state instanceof ToolCallState.New ? new ToolCallState.Unknown() : state;
        });
  }

  private static @Nullable Object whitewashing(TwistedStore.Call call) throws Throwable {
    Object state = call.proceed();
    return state instanceof ToolCallState.Ended ended
        ? new ToolCallState.Ended(ToolOutput.of(ended.output().text()))
        : state;
  }

  private static @Nullable Object unfenced(TwistedStore.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (LeaseLostException e) {
      return new ToolCallState.New();
    }
  }

  private static @Nullable Object dropping(TwistedStore.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (LeaseLostException e) {
      return null;
    }
  }

  private static @Nullable Object beginning(TwistedStore.Call call) throws Throwable {
    repeating(call);
    return call.proceed();
  }

  private static Object endless(TwistedStore.Call call) throws Throwable {
    Map<String, ToolCallTimes> times = times(call);
    times.replaceAll((id, known) -> new ToolCallTimes(known.begunAt(), null));
    return times;
  }

  private static Object begunTogether(TwistedStore.Call call) throws Throwable {
    Map<String, ToolCallTimes> times = times(call);
    times.values().stream()
        .map(ToolCallTimes::begunAt)
        .min(Comparator.naturalOrder())
        .ifPresent(
            first -> times.replaceAll((id, known) -> new ToolCallTimes(first, known.endedAt())));
    return times;
  }

  /** A copy of what is told. */
  private static Map<String, ToolCallTimes> times(TwistedStore.Call call) throws Throwable {
    Map<String, ToolCallTimes> times = new HashMap<>();
    if (call.proceed() instanceof Map<?, ?> told) {
      told.forEach((id, known) -> times.put((String) id, (ToolCallTimes) known));
    }
    return times;
  }

  private static @Nullable Object folding(TwistedStore.Call call) throws Throwable {
    return call.with(2, call.argument(2, String.class).toLowerCase(Locale.ROOT)).proceed();
  }
}
