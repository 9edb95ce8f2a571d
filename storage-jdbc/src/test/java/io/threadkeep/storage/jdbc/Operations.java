package io.threadkeep.storage.jdbc;

import io.threadkeep.id.Scope;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.IdempotencyKey;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Every operation of the SPI in each of its ways: the table that faults are tried on. A new method
 * gets its lines in the file of its kind; a test demands them.
 */
final class Operations {
  /** Whose threads are started by trials. */
  static final Scope ANN = Scope.user("acme", "ann");

  static final IdempotencyKey KEY = new IdempotencyKey("key", "body");
  static final PageRequest PAGE = PageRequest.newestFirst();
  static final Metadata TAGGED = Metadata.of("topic", "rivers");

  private Operations() {}

  static List<Operation> all() {
    return Stream.of(
            RecordOperations.all(),
            LogOperations.all(),
            RunOperations.all(),
            QueueOperations.all(),
            ToolOperations.all(),
            GateOperations.all(),
            EventOperations.all(),
            RestoreOperations.all(),
            UsageOperations.all(),
            LifeOperations.all(),
            SummaryOperations.all(),
            ForkOperations.all(),
            SearchOperations.all(),
            BudgetOperations.all())
        .flatMap(UnaryOperator.identity())
        .toList();
  }
}
