package io.threadkeep.storage.jdbc;

import io.threadkeep.storage.jdbc.GateRows.Locked;
import io.threadkeep.store.Allowance;
import io.threadkeep.store.GateLimit;
import io.threadkeep.store.ModelGates;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

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
    Spending spending = new Spending(model, limit);
    return transactions.write(
        "enter the gate of a model",
        (sql, attempt) -> {
          Allowance left = spending.left(sql);
          if (spending.isDone(attempt)) {
            return Duration.ZERO;
          }
          Duration wait = spending.closedFor();
          if (wait.isZero()) {
            wait = left.wait(limit, tokens);
          }
          if (wait.isZero()) {
            spending.keep(sql, left.spent(limit, tokens));
          }
          return wait;
        });
  }

  @Override
  public void settle(String model, GateLimit limit, long tokens) {
    Spending spending = new Spending(model, limit);
    transactions.write(
        "settle with the gate of a model",
        (sql, attempt) -> {
          Allowance left = spending.left(sql);
          boolean perhapsGivenBack = tokens < 0 && spending.isUnclear(attempt);
          if (!spending.isDone(attempt) && !perhapsGivenBack) {
            spending.keep(sql, left.settled(limit, tokens));
          }
          return left;
        });
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

  /**
   * One change of an allowance. Remembers what it found and what it wrote: if the answer to its
   * commit is lost, the row tells which of the two it is, unless others have changed it meanwhile.
   */
  private final class Spending {
    private final String model;
    private final GateLimit limit;
    private Optional<Locked> gate = Optional.empty();
    private Instant now = Instant.EPOCH;
    private @Nullable Allowance found;
    private @Nullable Allowance kept;

    Spending(String model, GateLimit limit) {
      this.model = model;
      this.limit = limit;
    }

    /** Locks the gate, and reckons what is left. */
    Allowance left(DSLContext sql) {
      gate = gates.lock(sql, model);
      // Behind the lock, so that nobody spends what another has been waiting for.
      now = gates.now(sql);
      Allowance last = last();
      return last == null ? Allowance.whole(limit, now) : last.refilled(limit, now);
    }

    boolean isDone(Attempt attempt) {
      return attempt == Attempt.PERHAPS_DONE && Objects.equals(last(), kept);
    }

    boolean isUnclear(Attempt attempt) {
      return attempt == Attempt.PERHAPS_DONE && !Objects.equals(last(), found);
    }

    private @Nullable Allowance last() {
      return gate.map(Locked::last).orElse(null);
    }

    Duration closedFor() {
      return gate.map(Locked::closedUntil)
          .filter(now::isBefore)
          .map(until -> Duration.between(now, until))
          .orElse(Duration.ZERO);
    }

    void keep(DSLContext sql, Allowance left) {
      found = last();
      kept = left;
      if (gate.isPresent()) {
        gates.keep(sql, model, left);
      } else {
        gates.insert(sql, model, left);
      }
    }
  }
}
