package io.threadkeep.storage.jdbc;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.run.Lease;
import io.threadkeep.storage.jdbc.Tables.RunTables;
import io.threadkeep.storage.jdbc.ToolCallRows.CallKey;
import io.threadkeep.storage.jdbc.schema.tables.records.TkToolCallsRecord;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.ToolCallState;
import io.threadkeep.store.ToolCallTimes;
import io.threadkeep.store.ToolLedger;
import io.threadkeep.tool.ToolOutput;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The role of the tool ledger, in SQL: each write holds the run's row first. */
final class JdbcToolLedger implements ToolLedger {
  private final Transactions transactions;
  private final Tables all;

  JdbcToolLedger(Transactions transactions, Tables all) {
    this.transactions = transactions;
    this.all = all;
  }

  @Override
  public ToolCallState begin(Lease lease, StepId step, String callId) {
    return begin(lease, step, callId, false);
  }

  @Override
  public ToolCallState beginAgain(Lease lease, StepId step, String callId) {
    return begin(lease, step, callId, true);
  }

  private ToolCallState begin(Lease lease, StepId step, String callId, boolean again) {
    CallKey key = new CallKey(lease.runId(), step, callId);
    RunTables runs = all.of(lease).runs();
    return transactions.write(
        "begin a tool call of " + step,
        (sql, attempt) -> {
          runs.rows().hold(sql, lease);
          TkToolCallsRecord call = runs.calls().find(sql, key).orElse(null);
          return begin(sql, runs.calls(), key, call, lease.token(), again);
        });
  }

  private static ToolCallState begin(
      DSLContext sql,
      ToolCallRows calls,
      CallKey key,
      @Nullable TkToolCallsRecord call,
      long token,
      boolean again) {
    if (call == null) {
      calls.insert(sql, key, token);
    } else if (call.getEndedAt() != null) {
      return new ToolCallState.Ended(calls.output(call));
    } else if (call.getToken() != token) {
      if (!again) {
        return new ToolCallState.Unknown();
      }
      calls.take(sql, key, token);
    }
    return new ToolCallState.New();
  }

  @Override
  public void end(Lease lease, StepId step, String callId, ToolOutput output) {
    CallKey key = new CallKey(lease.runId(), step, callId);
    RunTables runs = all.of(lease).runs();
    transactions.write(
        "end a tool call of " + step,
        (sql, attempt) -> {
          runs.rows().hold(sql, lease);
          TkToolCallsRecord call =
              runs.calls().find(sql, key).orElseThrow(() -> neverBegun(step, callId));
          if (call.getEndedAt() == null) {
            runs.calls().end(sql, key, output);
          }
          return call;
        });
  }

  @Override
  public Map<String, ToolCallTimes> times(Scope scope, RunId run, StepId step) {
    RunTables runs = all.in(scope).runs();
    return transactions.read(
        "read the times of the tool calls of " + step,
        sql -> {
          runs.rows().require(sql, scope, run);
          return runs.calls().times(sql, run, step);
        });
  }

  private static StorageException neverBegun(StepId step, String callId) {
    return new StorageException(
        "Call '"
            + callId
            + "' of "
            + step
            + " was never begun. Nothing was stored: begin it first.",
        null);
  }
}
