package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_ASSISTANTS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_EVENTS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_MESSAGES;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_STEPS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_SUMMARIES;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_TOOL_CALLS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import io.threadkeep.storage.jdbc.schema.tables.TkRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * A column that holds content, and how all of it is walked through. A table that gets one is to be
 * added here.
 *
 * @param key the table's primary key
 * @param tenant whose the row is
 * @param row what is unique of it, as its table's class tells the {@link Seal}
 */
record SealedColumn(
    TableField<?, String> column,
    List<Field<?>> key,
    Field<String> tenant,
    Function<Record, String> row) {

  static List<SealedColumn> all() {
    return List.of(
        new SealedColumn(
            TK_MESSAGES.BODY,
            List.of(TK_MESSAGES.ID),
            field(
                select(TK_THREADS.TENANT)
                    .from(TK_THREADS)
                    .where(TK_THREADS.ID.eq(TK_MESSAGES.THREAD_ID))),
            row -> row.get(TK_MESSAGES.ID)),
        new SealedColumn(
            TK_STEPS.BODY,
            List.of(TK_STEPS.ID, TK_STEPS.RUN_ID),
            tenantOf(TK_STEPS.RUN_ID),
            row -> StepRows.row(row.get(TK_STEPS.RUN_ID), row.get(TK_STEPS.ID))),
        new SealedColumn(
            TK_TOOL_CALLS.OUTPUT,
            List.of(TK_TOOL_CALLS.RUN_ID, TK_TOOL_CALLS.STEP_ID, TK_TOOL_CALLS.CALL_ID),
            tenantOf(TK_TOOL_CALLS.RUN_ID),
            row ->
                ToolCallRows.row(
                    row.get(TK_TOOL_CALLS.RUN_ID),
                    row.get(TK_TOOL_CALLS.STEP_ID),
                    row.get(TK_TOOL_CALLS.CALL_ID))),
        new SealedColumn(
            TK_EVENTS.BODY,
            List.of(TK_EVENTS.RUN_ID, TK_EVENTS.FIRST_EVENT),
            tenantOf(TK_EVENTS.RUN_ID),
            row -> EventRows.row(row.get(TK_EVENTS.RUN_ID), row.get(TK_EVENTS.FIRST_EVENT))),
        ofRun(TK_RUNS.SPEC),
        ofRun(TK_RUNS.ERROR_MESSAGE),
        new SealedColumn(
            TK_ASSISTANTS.DEFINITION,
            List.of(TK_ASSISTANTS.ID, TK_ASSISTANTS.REVISION),
            TK_ASSISTANTS.TENANT,
            row -> AssistantRows.row(row.get(TK_ASSISTANTS.ID), row.get(TK_ASSISTANTS.REVISION))),
        new SealedColumn(
            TK_SUMMARIES.BODY,
            List.of(TK_SUMMARIES.THREAD_ID, TK_SUMMARIES.MODEL, TK_SUMMARIES.TO_POSITION),
            field(
                select(TK_THREADS.TENANT)
                    .from(TK_THREADS)
                    .where(TK_THREADS.ID.eq(TK_SUMMARIES.THREAD_ID))),
            row ->
                SummaryRows.row(
                    row.get(TK_SUMMARIES.THREAD_ID),
                    row.get(TK_SUMMARIES.MODEL),
                    row.get(TK_SUMMARIES.TO_POSITION))));
  }

  private static SealedColumn ofRun(TableField<?, String> column) {
    return new SealedColumn(
        column, List.of(TK_RUNS.ID), TK_RUNS.TENANT, row -> row.get(TK_RUNS.ID));
  }

  private static Field<String> tenantOf(Field<String> run) {
    TkRuns owner = TK_RUNS.as("owner");
    return field(select(owner.TENANT).from(owner).where(owner.ID.eq(run)));
  }

  /** Up to {@code limit} rows behind {@code after}: key, tenant and content. */
  Select<Record> page(DSLContext sql, @Nullable Record after, int limit) {
    List<Field<?>> fields = new ArrayList<>(key);
    fields.add(tenant.as("tenant_of_row"));
    fields.add(column);
    return sql.select(fields)
        .from(column.getTable())
        .where(after == null ? noCondition() : behind(after, 0))
        .orderBy(key)
        .limit(limit);
  }

  /** Said so that the first half alone bounds the walk along the index. */
  private Condition behind(Record after, int part) {
    return part == key.size() - 1
        ? compare(key.get(part), after, true)
        : compare(key.get(part), after, false)
            .and(compare(key.get(part), after, true).or(behind(after, part + 1)));
  }

  private static <T> Condition compare(Field<T> field, Record after, boolean beyond) {
    return beyond ? field.gt(after.get(field)) : field.ge(after.get(field));
  }

  /** That it is the row that was read, and is as it was. */
  Condition isStill(Record read) {
    return key.stream()
        .map(field -> same(field, read))
        .reduce(noCondition(), Condition::and)
        .and(column.eq(read.get(column)));
  }

  private static <T> Condition same(Field<T> field, Record read) {
    return field.eq(read.get(field));
  }

  static @Nullable String tenantOf(Record read) {
    return read.get("tenant_of_row", String.class);
  }
}
