package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_ASSISTANTS;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.schema.tables.records.TkAssistantsRecord;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The assistants' table; rows belong to a tenant, whichever of its users looks. */
final class AssistantRows {
  private static final Keyset<TkAssistantsRecord> OF_TENANT =
      Keyset.of(TK_ASSISTANTS, TK_ASSISTANTS.CREATED_AT, TK_ASSISTANTS.ID, TK_ASSISTANTS.TENANT);

  private final Dialect dialect;
  private final Seal seal;

  AssistantRows(Dialect dialect, Seal seal) {
    this.dialect = dialect;
    this.seal = seal;
  }

  AssistantRows with(Seal newSeal) {
    return new AssistantRows(dialect, newSeal);
  }

  void insert(DSLContext sql, Scope scope, Assistant assistant) {
    sql.insertInto(TK_ASSISTANTS)
        .set(TK_ASSISTANTS.ID, assistant.id().value())
        .set(TK_ASSISTANTS.TENANT, scope.tenant())
        .set(TK_ASSISTANTS.REVISION, assistant.revision())
        .set(
            TK_ASSISTANTS.DEFINITION,
            closed(assistant.id(), assistant.revision(), assistant.definition()))
        .set(TK_ASSISTANTS.CREATED_AT, Micros.of(assistant.createdAt()))
        .execute();
  }

  Optional<Assistant> find(DSLContext sql, Scope scope, AssistantId id) {
    return sql.selectFrom(TK_ASSISTANTS).where(is(scope, id)).fetchOptional(this::assistant);
  }

  List<Assistant> page(DSLContext sql, Scope scope, PageRequest page) {
    Condition within = TK_ASSISTANTS.TENANT.eq(scope.tenant());
    return OF_TENANT
        .select(sql, dialect, within, page, OF_TENANT.start(sql, "assistant", within, page))
        .fetch(this::assistant);
  }

  /** Whether {@code revision} was still the newest, and is now followed by {@code definition}. */
  boolean replace(
      DSLContext sql, Scope scope, AssistantId id, long revision, NewAssistant definition) {
    return sql.update(TK_ASSISTANTS)
            .set(TK_ASSISTANTS.DEFINITION, closed(id, revision + 1, definition))
            .set(TK_ASSISTANTS.REVISION, revision + 1)
            .where(is(scope, id))
            .and(TK_ASSISTANTS.REVISION.eq(revision))
            .execute()
        > 0;
  }

  boolean delete(DSLContext sql, Scope scope, AssistantId id) {
    return sql.deleteFrom(TK_ASSISTANTS).where(is(scope, id)).execute() > 0;
  }

  /** Those of the whole tenant. */
  int deleteAll(DSLContext sql, Scope scope) {
    return sql.deleteFrom(TK_ASSISTANTS).where(TK_ASSISTANTS.TENANT.eq(scope.tenant())).execute();
  }

  boolean hasAny(DSLContext sql, Scope scope) {
    return sql.fetchExists(TK_ASSISTANTS, TK_ASSISTANTS.TENANT.eq(scope.tenant()));
  }

  private static Condition is(Scope scope, AssistantId id) {
    return TK_ASSISTANTS.ID.eq(id.value()).and(TK_ASSISTANTS.TENANT.eq(scope.tenant()));
  }

  /** Each revision is a row of its own to the seal: an older one cannot be put in its place. */
  static String row(String id, long revision) {
    return id + "/" + revision;
  }

  private String closed(AssistantId id, long revision, NewAssistant definition) {
    return seal.close(
        TK_ASSISTANTS.DEFINITION, row(id.value(), revision), JsonCodec.write(definition));
  }

  private Assistant assistant(TkAssistantsRecord row) {
    String definition =
        seal.open(
            TK_ASSISTANTS.DEFINITION, row(row.getId(), row.getRevision()), row.getDefinition());
    return new Assistant(
        new AssistantId(row.getId()),
        row.getRevision(),
        Micros.instant(row.getCreatedAt()),
        JsonCodec.read(definition, NewAssistant.class));
  }
}
