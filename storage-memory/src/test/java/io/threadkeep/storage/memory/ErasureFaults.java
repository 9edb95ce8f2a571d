package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.store.ErasureBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with erasures. */
final class ErasureFaults {

  private ErasureFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "Erasures.erase",
            "erases the whole tenant for one user",
            Set.of("BUDGET-11", "ERASE-1", "ERASE-3", "ERASE-4", "ERASE-5", "USAGE-7"),
            call -> call.with(0, Scope.tenant(call.argument(0, Scope.class).tenant())).proceed()),
        Fault.in(
            "Erasures.erase",
            "counts nothing",
            Set.of("ERASE-1", "ERASE-2", "ERASE-3", "ERASE-5", "FORK-14", "FORK-15"),
            call -> changed(call.proceed(), true)),
        Fault.in(
            "Erasures.erase",
            "does not say which runs it has ended",
            Set.of("ERASE-6"),
            call -> changed(call.proceed(), false)));
  }

  static ErasureBatch oneThreadMore(ErasureBatch batch) {
    ErasureReceipt told = batch.receipt();
    Map<String, Long> counts = new HashMap<>(told.counts());
    counts.merge("threads", 1L, Long::sum);
    return new ErasureBatch(
        new ErasureReceipt(told.subject(), told.digest(), told.begunAt(), told.endedAt(), counts),
        batch.withdrawn());
  }

  private static @Nullable Object changed(@Nullable Object result, boolean uncounted) {
    ErasureBatch batch = (ErasureBatch) result;
    if (batch == null) {
      return null;
    }
    ErasureReceipt told = batch.receipt();
    return new ErasureBatch(
        uncounted
            ? new ErasureReceipt(
                told.subject(), told.digest(), told.begunAt(), told.endedAt(), Map.of())
            : told,
        uncounted ? batch.withdrawn() : List.of());
  }
}
