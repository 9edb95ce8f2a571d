package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.StorageException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with summaries. */
final class SummaryFaults {

  private SummaryFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "Summaries.newest",
            "finds a summary that ends too late",
            Set.of("SUMMARY-1"),
            call -> call.with(3, Long.MAX_VALUE).proceed()),
        Fault.in(
            "Summaries.newest",
            "takes names of models that differ in case for one",
            Set.of("SUMMARY-1"),
            call ->
                call.with(2, call.argument(2, String.class).toLowerCase(Locale.ROOT)).proceed()),
        Fault.in(
            "Summaries.add",
            "refuses what another has added before",
            Set.of("SUMMARY-2", "SUMMARY-4"),
            SummaryFaults::refusing),
        Fault.of(
            "shows summaries of threads that are gone",
            Set.of("SUMMARY-3"),
            SummaryFaults::remembering));
  }

  private static @Nullable Object refusing(TwistedStore.Call call) throws Throwable {
    MadeSummary made = call.argument(1, MadeSummary.class);
    synchronized (call.store()) {
      boolean isThere =
          call.store()
              .summaries()
              .newest(
                  call.argument(0, Scope.class),
                  made.summary().threadId(),
                  made.summary().model(),
                  made.summary().to())
              .filter(found -> found.summary().to() == made.summary().to())
              .isPresent();
      if (isThere) {
        throw new StorageException("It is there.", null);
      }
      return call.proceed();
    }
  }

  private static TwistedStore remembering(TwistedStore store) {
    Map<Object, Object> seen = new ConcurrentHashMap<>();
    return store
        .twist(
            "Summaries.add",
            call -> {
              Object done = call.proceed();
              MadeSummary made = call.argument(1, MadeSummary.class);
              seen.putIfAbsent(made.summary().threadId(), made);
              return done;
            })
        .twist(
            "Summaries.newest",
            call -> {
              Optional<?> found = (Optional<?>) Objects.requireNonNull(call.proceed());
              Object remembered = seen.get(call.argument(1, Object.class));
              boolean ofOneModel =
                  remembered instanceof MadeSummary made
                      && made.summary().model().equals(call.argument(2, String.class))
                      && made.summary().to() <= call.argument(3, Long.class);
              return found.isPresent() || !ofOneModel ? found : Optional.ofNullable(remembered);
            });
  }
}
