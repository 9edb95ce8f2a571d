package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.storage.jdbc.schema.DefaultSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.junit.jupiter.api.Test;

/**
 * Whoever adds a column for text has to say whether it is sealed. What is not is listed here, with
 * the reason: what is searched, joined, counted or ordered by, and what tells nothing that was
 * said.
 */
class ContentColumnsTest {

  /**
   * By the name of the column, in whichever table: ids and owners, which everything is found by.
   */
  private static final Set<String> NAMES_AND_IDS =
      Set.of(
          "id",
          "tenant",
          "user_id",
          "thread_id",
          "forked_from",
          "source_id",
          "active_thread_id",
          "waiting_thread_id",
          "message_id",
          "run_id",
          "step_id",
          "call_id",
          "assistant_id",
          "budget_id",
          "name",
          "worker");

  /** By table and column, with why. */
  private static final Map<String, String> CLEAR =
      Map.ofEntries(
          Map.entry("tk_threads.metadata", "searched; the host's own names and values"),
          Map.entry("tk_threads.state", "ordered by"),
          Map.entry("tk_thread_metadata.meta_key", "searched"),
          Map.entry("tk_thread_metadata.meta_value", "searched"),
          Map.entry("tk_messages.incomplete", "one of few words of ours"),
          Map.entry("tk_runs.status", "ordered by"),
          Map.entry("tk_runs.error_code", "one of few words of ours"),
          Map.entry("tk_runs.incomplete", "one of few words of ours"),
          Map.entry("tk_runs.model", "counted by, and what gates are for"),
          Map.entry("tk_runs.tool_set", "a hash of the tools' names, by which workers choose"),
          Map.entry("tk_idempotency_keys.idempotency_key", "looked up; the host's own"),
          Map.entry("tk_idempotency_keys.operation", "one of few words of ours"),
          Map.entry("tk_idempotency_keys.fingerprint", "a hash, under the tenant's key"),
          Map.entry("tk_gates.model", "what gates are for"),
          Map.entry("tk_jobs.progress", "where a job on the whole storage is"),
          Map.entry("tk_erasures.digest", "a hash, which names nobody"),
          Map.entry("tk_erasures.subject", "one of few words of ours"),
          Map.entry("tk_erasures.counts", "numbers"),
          Map.entry("tk_data_keys.envelope_key_id", "what the key service is asked for"),
          Map.entry("tk_data_keys.wrapped", "sealed, by the key service"),
          Map.entry("tk_usage.model", "counted by"),
          Map.entry("tk_usage.entry", "an id"),
          Map.entry("tk_reservations.unit", "one of few words of ours"),
          Map.entry("tk_summaries.model", "looked up"),
          Map.entry("tk_message_words.tokens", "never written where content is sealed"));

  @Test
  void everyTextColumnIsSealedOrIsClearForAReason() {
    Set<String> sealed =
        SealedColumn.all().stream()
            .map(column -> name(column.column()))
            .collect(Collectors.toSet());
    Set<String> unnamed = new TreeSet<>();
    Set<String> texts = new TreeSet<>();
    for (Table<?> table : DefaultSchema.DEFAULT_SCHEMA.getTables()) {
      for (Field<?> column : table.fields()) {
        if (column.getType() == String.class && column instanceof TableField<?, ?> text) {
          texts.add(name(text));
          boolean isNamed =
              NAMES_AND_IDS.contains(text.getName())
                  || sealed.contains(name(text))
                  || CLEAR.containsKey(name(text));
          if (!isNamed) {
            unnamed.add(name(text));
          }
        }
      }
    }
    assertThat(unnamed).as("columns that hold text, and nobody has said whether sealed").isEmpty();
    assertThat(texts).as("nothing is listed that is not there").containsAll(CLEAR.keySet());
    assertThat(CLEAR.keySet()).doesNotContainAnyElementsOf(sealed);
    assertThat(sealed).hasSize(List.copyOf(SealedColumn.all()).size());
  }

  private static String name(TableField<?, ?> column) {
    return column.getTable() == null
        ? column.getName()
        : column.getTable().getName() + "." + column.getName();
  }
}
