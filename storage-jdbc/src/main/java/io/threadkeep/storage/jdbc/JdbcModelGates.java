package io.threadkeep.storage.jdbc;

import io.threadkeep.storage.jdbc.GateRows.Locked;
import io.threadkeep.store.Allowance;
import io.threadkeep.store.GateLimit;
import io.threadkeep.store.ModelGates;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/** The role of the gates, in SQL: whoever goes in holds the gate's row meanwhile. */
final class JdbcModelGates implements ModelGates {
  private final Transactions transactions;
  private final GateRows gates;

  JdbcModelGates(Transactions transactions, GateRows gates) {
    this.transactions = transactions;
    this.gates = gates;
  }

  @Override
  public Duration enter(String model, GateLimit limit, long tokens) {
    return transactions.write(
        "enter the gate of a model", (sql, attempt) -> enter(sql, model, limit, tokens));
  }

  private Duration enter(DSLContext sql, String model, GateLimit limit, long tokens) {
    Optional<Locked> gate = gates.lock(sql, model);
    // Behind the lock, so that nobody spends what another has been waiting for.
    Instant now = gates.now(sql);
    if (gate.isEmpty()) {
      gates.insert(sql, model, Allowance.whole(limit, now).spent(limit, tokens));
      return Duration.ZERO;
    }
    Instant closedUntil = gate.get().closedUntil();
    if (closedUntil.isAfter(now)) {
      return Duration.between(now, closedUntil);
    }
    Allowance left = gate.get().last().refilled(limit, now);
    Duration wait = left.wait(limit, tokens);
    if (wait.isZero()) {
      gates.keep(sql, model, left.spent(limit, tokens));
    }
    return wait;
  }

  @Override
  public void settle(String model, GateLimit limit, long tokens) {
    transactions.write(
        "settle with the gate of a model",
        (sql, attempt) -> {
          boolean perhapsGivenBack = tokens < 0 && attempt == Attempt.PERHAPS_DONE;
          return perhapsGivenBack || settle(sql, model, limit, tokens);
        });
  }

  private boolean settle(DSLContext sql, String model, GateLimit limit, long tokens) {
    Optional<Locked> gate = gates.lock(sql, model);
    Instant now = gates.now(sql);
    gate.ifPresentOrElse(
        found -> gates.keep(sql, model, found.last().refilled(limit, now).settled(limit, tokens)),
        () -> gates.insert(sql, model, Allowance.whole(limit, now).settled(limit, tokens)));
    return true;
  }

  @Override
  public void close(String model, Duration delay) {
    transactions.write(
        "close the gate of a model",
        (sql, attempt) -> {
          gates.close(sql, model, delay);
          return true;
        });
  }

  @Override
  public Map<String, Duration> closed() {
    return transactions.read("look for closed gates", gates::closed);
  }
}
