package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_TOOL_CALLS;

import io.threadkeep.id.RunId;
import io.threadkeep.id.StepId;
import io.threadkeep.storage.jdbc.schema.tables.records.TkToolCallsRecord;
import io.threadkeep.store.ToolCallTimes;
import io.threadkeep.tool.ToolOutput;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The table of tool calls. Written only under the lock of the run's row. */
final class ToolCallRows {

  /** Which call. */
  record CallKey(RunId run, StepId step, String callId) {
    private Condition matches() {
      return TK_TOOL_CALLS
          .RUN_ID
          .eq(run.value())
          .and(TK_TOOL_CALLS.STEP_ID.eq(step.value()))
          .and(TK_TOOL_CALLS.CALL_ID.eq(callId));
    }
  }

  private final DatabaseClock clock;
  private final Seal seal;

  ToolCallRows(DatabaseClock clock, Seal seal) {
    this.clock = clock;
    this.seal = seal;
  }

  ToolCallRows with(Seal newSeal) {
    return new ToolCallRows(clock, newSeal);
  }

  /** What is unique of a call. */
  static String row(String run, String step, String callId) {
    return run + "/" + step + "/" + callId;
  }

  Optional<TkToolCallsRecord> find(DSLContext sql, CallKey call) {
    return sql.selectFrom(TK_TOOL_CALLS).where(call.matches()).fetchOptional();
  }

  /** Of the calls of one step, by their ids. */
  Map<String, ToolCallTimes> times(DSLContext sql, RunId run, StepId step) {
    return sql.select(TK_TOOL_CALLS.CALL_ID, TK_TOOL_CALLS.BEGUN_AT, TK_TOOL_CALLS.ENDED_AT)
        .from(TK_TOOL_CALLS)
        .where(TK_TOOL_CALLS.RUN_ID.eq(run.value()))
        .and(TK_TOOL_CALLS.STEP_ID.eq(step.value()))
        .fetchMap(
            TK_TOOL_CALLS.CALL_ID,
            call ->
                new ToolCallTimes(
                    Micros.instant(call.value2()), Micros.optionalInstant(call.value3())));
  }

  /** What an ended call has come to. */
  ToolOutput output(TkToolCallsRecord call) {
    String row = row(call.getRunId(), call.getStepId(), call.getCallId());
    return new ToolOutput(seal.open(TK_TOOL_CALLS.OUTPUT, row, call.getOutput()), call.getFailed());
  }

  void insert(DSLContext sql, CallKey call, long token) {
    sql.insertInto(TK_TOOL_CALLS)
        .set(TK_TOOL_CALLS.RUN_ID, call.run().value())
        .set(TK_TOOL_CALLS.STEP_ID, call.step().value())
        .set(TK_TOOL_CALLS.CALL_ID, call.callId())
        .set(TK_TOOL_CALLS.TOKEN, token)
        .set(TK_TOOL_CALLS.BEGUN_AT, clock.now())
        .execute();
  }

  /** Hands a call that has not ended to the lease with {@code token}. */
  void take(DSLContext sql, CallKey call, long token) {
    sql.update(TK_TOOL_CALLS)
        .set(TK_TOOL_CALLS.TOKEN, token)
        .set(TK_TOOL_CALLS.BEGUN_AT, clock.now())
        .where(call.matches())
        .execute();
  }

  void end(DSLContext sql, CallKey call, ToolOutput output) {
    sql.update(TK_TOOL_CALLS)
        .set(
            TK_TOOL_CALLS.OUTPUT,
            seal.close(
                TK_TOOL_CALLS.OUTPUT,
                row(call.run().value(), call.step().value(), call.callId()),
                output.text()))
        .set(TK_TOOL_CALLS.FAILED, output.failed())
        .set(TK_TOOL_CALLS.ENDED_AT, clock.now())
        .where(call.matches())
        .execute();
  }

  int delete(DSLContext sql, Collection<String> runs) {
    return sql.deleteFrom(TK_TOOL_CALLS).where(TK_TOOL_CALLS.RUN_ID.in(runs)).execute();
  }
}
