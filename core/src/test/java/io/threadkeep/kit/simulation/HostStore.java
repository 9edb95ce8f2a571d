package io.threadkeep.kit.simulation;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.run.Lease;
import io.threadkeep.run.Run;
import io.threadkeep.store.CommittedRun;
import io.threadkeep.store.RunQueue;
import io.threadkeep.store.RunRecords;
import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.store.ToolLedger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The store, as one process reaches it: what it asks for takes time, and may fail before it is
 * done, or after.
 */
final class HostStore {
  private static final Set<String> READS =
      Set.of("find", "list", "steps", "before", "events", "closed", "appended", "submitted");

  private final Scheduler scheduler;
  private final Host host;
  private final Weather weather;
  private final Auditor auditor;
  private final Findings findings;

  HostStore(Scheduler scheduler, Host host, Weather weather, Auditor auditor, Findings findings) {
    this.scheduler = scheduler;
    this.host = host;
    this.weather = weather;
    this.auditor = auditor;
    this.findings = findings;
  }

  ThreadStore of(ThreadStore store) {
    return between(ThreadStore.class, store);
  }

  /** Roles are handed out by methods without arguments; all others are operations. */
  private <R> R between(Class<R> role, R real) {
    Object proxy =
        Proxy.newProxyInstance(
            role.getClassLoader(),
            new Class<?>[] {role},
            (self, method, arguments) ->
                role == ThreadStore.class && method.getReturnType() != void.class
                    ? between(method, real)
                    : operate(new Operation(role, real, method, arguments)));
    return role.cast(proxy);
  }

  private Object between(Method handsOut, Object store) throws ReflectiveOperationException {
    return role(handsOut.getReturnType(), handsOut.invoke(store));
  }

  private <R> R role(Class<R> type, Object real) {
    return between(type, type.cast(real));
  }

  private @Nullable Object operate(Operation operation) throws Throwable {
    if (operation.isAWorkers()) {
      auditor.atWork(host, operation.argument(0, Lease.class).runId());
    }
    boolean writes = !READS.contains(operation.method().getName());
    takeTime();
    if (host.isCutOff(scheduler.micros()) || weather.strikes(weather.rates().refused())) {
      throw unavailable(operation, "not done");
    }
    Object result;
    try {
      result = operation.proceed();
    } catch (ThreadkeepException e) {
      auditor.refused(host, operation, e);
      throw e;
    }
    auditor.done(host, operation, result);
    if (writes && weather.random().nextInt(3) == 0) {
      takeTime();
    }
    if (writes && weather.strikes(weather.rates().unknown())) {
      findings.cover(Coverage.UNKNOWN_OUTCOME);
      throw unavailable(operation, "done, perhaps");
    }
    return result;
  }

  /** Mostly quick, now and then long. */
  private void takeTime() {
    boolean slow = !weather.isCalm() && weather.random().nextInt(100) == 0;
    scheduler.sleep(Duration.ofMillis(weather.random().nextInt(slow ? 4_000 : 12)));
  }

  private StorageUnavailableException unavailable(Operation operation, String how) {
    findings.note(scheduler.micros(), host, operation.name() + " " + how);
    return new StorageUnavailableException("Simulated: " + operation.name() + " " + how, null);
  }

  /** One call of a store's method. */
  record Operation(Class<?> role, Object real, Method method, List<@Nullable Object> arguments) {
    Operation(Class<?> role, Object real, Method method, @Nullable Object @Nullable [] arguments) {
      this(role, real, method, arguments == null ? List.of() : Arrays.asList(arguments));
    }

    String name() {
      return role.getSimpleName() + "." + method.getName();
    }

    boolean is(Class<?> otherRole, String name) {
      return role == otherRole && method.getName().equals(name);
    }

    /** Whether it is one that a run's worker shows its lease for. */
    boolean isAWorkers() {
      return isOfQueue("commit") || role == ToolLedger.class;
    }

    boolean isOfQueue(String name) {
      return is(RunQueue.class, name);
    }

    boolean isOfRuns(String name) {
      return is(RunRecords.class, name);
    }

    /** What came of one, for the trace. */
    static String brief(@Nullable Object result) {
      if (result instanceof Run run) {
        return run.id() + " " + run.status();
      } else if (result instanceof CommittedRun committed) {
        return brief(committed.run());
      } else if (result instanceof Collection<?> all) {
        return all.size() + " of them";
      }
      return result == null ? "" : result.getClass().getSimpleName();
    }

    <T> T argument(int index, Class<T> type) {
      return type.cast(arguments.get(index));
    }

    @Nullable Object proceed() throws Throwable {
      try {
        return method.invoke(real, arguments.toArray());
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }
  }
}
