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
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.octetLength;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;

import io.threadkeep.storage.jdbc.schema.tables.TkRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A column that holds content, and how all of it is walked through. A table that gets one is to be
 * added here.
 *
 * @param key the table's primary key
 * @param bound what else {@code row} is made of
 * @param tenant whose the row is
 * @param row what is unique of it, as its table's class tells the {@link Seal}
 */
record SealedColumn(
    TableField<?, String> column,
    List<Field<?>> key,
    List<Field<?>> bound,
    Field<String> tenant,
    Function<Record, String> row) {
  private static final String TENANT = "tenant_of_row";
  private static final String HEAD = "head_of_content";
  private static final String SIZE = "size_of_content";

  static List<SealedColumn> all() {
    return List.of(
        new SealedColumn(
            TK_MESSAGES.BODY,
            List.of(TK_MESSAGES.ID),
            List.of(TK_MESSAGES.THREAD_ID),
            field(
                select(TK_THREADS.TENANT)
                    .from(TK_THREADS)
                    .where(TK_THREADS.ID.eq(TK_MESSAGES.THREAD_ID))),
            row -> MessageRows.row(row.get(TK_MESSAGES.THREAD_ID), row.get(TK_MESSAGES.ID))),
        new SealedColumn(
            TK_STEPS.BODY,
            List.of(TK_STEPS.ID),
            List.of(TK_STEPS.RUN_ID),
            tenantOf(TK_STEPS.RUN_ID),
            row -> StepRows.row(row.get(TK_STEPS.RUN_ID), row.get(TK_STEPS.ID))),
        new SealedColumn(
            TK_TOOL_CALLS.OUTPUT,
            List.of(TK_TOOL_CALLS.RUN_ID, TK_TOOL_CALLS.STEP_ID, TK_TOOL_CALLS.CALL_ID),
            List.of(),
            tenantOf(TK_TOOL_CALLS.RUN_ID),
            row ->
                ToolCallRows.row(
                    row.get(TK_TOOL_CALLS.RUN_ID),
                    row.get(TK_TOOL_CALLS.STEP_ID),
                    row.get(TK_TOOL_CALLS.CALL_ID))),
        new SealedColumn(
            TK_EVENTS.BODY,
            List.of(TK_EVENTS.RUN_ID, TK_EVENTS.FIRST_EVENT),
            List.of(),
            tenantOf(TK_EVENTS.RUN_ID),
            row -> EventRows.row(row.get(TK_EVENTS.RUN_ID), row.get(TK_EVENTS.FIRST_EVENT))),
        ofRun(TK_RUNS.SPEC),
        ofRun(TK_RUNS.ERROR_MESSAGE),
        new SealedColumn(
            TK_ASSISTANTS.DEFINITION,
            List.of(TK_ASSISTANTS.ID),
            List.of(TK_ASSISTANTS.REVISION),
            TK_ASSISTANTS.TENANT,
            row -> AssistantRows.row(row.get(TK_ASSISTANTS.ID), row.get(TK_ASSISTANTS.REVISION))),
        new SealedColumn(
            TK_SUMMARIES.BODY,
            List.of(TK_SUMMARIES.THREAD_ID, TK_SUMMARIES.MODEL, TK_SUMMARIES.TO_POSITION),
            List.of(),
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
        column,
        List.of(TK_RUNS.ID),
        List.of(TK_RUNS.THREAD_ID),
        TK_RUNS.TENANT,
        row -> RunRow.row(row.get(TK_RUNS.THREAD_ID), row.get(TK_RUNS.ID)));
  }

  private static Field<String> tenantOf(Field<String> run) {
    TkRuns owner = TK_RUNS.as("owner");
    return field(select(owner.TENANT).from(owner).where(owner.ID.eq(run)));
  }

  /** Up to {@code limit} rows behind {@code after}: key, tenant, what content begins with, size. */
  Select<Record> heads(DSLContext sql, @Nullable Record after, int limit) {
    return sql.select(key)
        .select(bound)
        .select(tenant.as(TENANT), left(column, SealedText.HEAD).as(HEAD))
        .select(octetLength(column).as(SIZE))
        .from(column.getTable())
        .where(after == null ? noCondition() : behind(after, 0))
        .orderBy(key)
        .limit(limit);
  }

  /** The same rows, as far as they are there: key, tenant and content. */
  Select<Record> these(DSLContext sql, List<Record> heads) {
    return sql.select(key)
        .select(bound)
        .select(tenant.as(TENANT), column)
        .from(column.getTable())
        .where(
            DSL.row(key)
                .in(
                    heads.stream()
                        .map(head -> DSL.row(key.stream().map(head::get).toArray()))
                        .toList()));
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

  /** Of a row that is as it was read; its values are a {@link #change}. */
  Query update(DSLContext sql) {
    Condition same = which().map(SealedColumn::same).reduce(noCondition(), Condition::and);
    return sql.update(column.getTable())
        .set(column, param("new", column))
        .where(same)
        .and(column.eq(param("old", column)));
  }

  private Stream<Field<?>> which() {
    return Stream.concat(key.stream(), bound.stream());
  }

  private static <T> Condition same(Field<T> field) {
    return field.eq(param(field.getName(), field));
  }

  /** That {@code row}, as it was read, gets {@code text}. */
  Object[] change(Record row, String text) {
    List<Object> values = new ArrayList<>();
    values.add(text);
    which().forEach(field -> values.add(row.get(field)));
    values.add(row.get(column));
    return values.toArray();
  }

  static @Nullable String tenantOf(Record read) {
    return read.get(TENANT, String.class);
  }

  static @Nullable String headOf(Record read) {
    return read.get(HEAD, String.class);
  }

  /** In bytes. */
  static long sizeOf(Record read) {
    Long size = read.get(SIZE, Long.class);
    return size == null ? 0 : size;
  }
}
