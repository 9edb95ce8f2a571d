package io.threadkeep.storage.jdbc;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.AssistantRecords;
import java.util.List;
import java.util.Optional;

/** The role of assistants, in SQL. */
final class JdbcAssistants implements AssistantRecords {
  private final Transactions transactions;
  private final Tables all;

  JdbcAssistants(Transactions transactions, Tables all) {
    this.transactions = transactions;
    this.all = all;
  }

  @Override
  public Assistant create(Scope scope, Assistant assistant) {
    AssistantRows assistants = all.in(scope).assistants();
    return transactions.write(
        "create assistant " + assistant.id(),
        (sql, attempt) -> {
          Optional<Assistant> created =
              attempt.isFirst() ? Optional.empty() : assistants.find(sql, scope, assistant.id());
          if (created.isEmpty()) {
            assistants.insert(sql, scope, assistant);
          }
          return created.orElse(assistant);
        });
  }

  @Override
  public Optional<Assistant> find(Scope scope, AssistantId id) {
    AssistantRows assistants = all.in(scope).assistants();
    return transactions.read("find assistant " + id, sql -> assistants.find(sql, scope, id));
  }

  @Override
  public Page<Assistant> list(Scope scope, PageRequest page) {
    AssistantRows assistants = all.in(scope).assistants();
    List<Assistant> found =
        transactions.read("list assistants", sql -> assistants.page(sql, scope, page));
    return Page.of(page, found, assistant -> assistant.id().value());
  }

  @Override
  public Optional<Assistant> replace(
      Scope scope, AssistantId id, long revision, NewAssistant definition) {
    AssistantRows assistants = all.in(scope).assistants();
    return transactions.write(
        "replace assistant " + id,
        (sql, attempt) -> {
          boolean replaced = assistants.replace(sql, scope, id, revision, definition);
          Assistant now =
              assistants
                  .find(sql, scope, id)
                  .orElseThrow(() -> new NotFoundException("assistant", id.value()));
          boolean replacedBefore =
              attempt == Attempt.PERHAPS_DONE
                  && now.revision() == revision + 1
                  && now.definition().equals(definition);
          return replaced || replacedBefore ? Optional.of(now) : Optional.empty();
        });
  }

  @Override
  public void delete(Scope scope, AssistantId id) {
    transactions.write(
        "delete assistant " + id,
        (sql, attempt) -> {
          boolean deleted = all.assistants().delete(sql, scope, id);
          if (!deleted && attempt != Attempt.PERHAPS_DONE) {
            throw new NotFoundException("assistant", id.value());
          }
          return deleted;
        });
  }
}
