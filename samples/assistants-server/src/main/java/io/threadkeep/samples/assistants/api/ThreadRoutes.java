package io.threadkeep.samples.assistants.api;

import io.threadkeep.metadata.Metadata;
import io.threadkeep.samples.assistants.view.Desk;
import io.threadkeep.samples.assistants.wire.DeletedWire;
import io.threadkeep.samples.assistants.wire.ThreadQueryWire;
import io.threadkeep.samples.assistants.wire.ThreadWire;
import io.threadkeep.thread.ThreadQuery;

/** {@code /threads}. */
final class ThreadRoutes {
  private ThreadRoutes() {}

  static void add(Routes routes) {
    routes.post("/threads", ThreadRoutes::create);
    routes.get("/threads", ThreadRoutes::list);
    routes.get("/threads/{thread_id}", ThreadRoutes::get);
    routes.post("/threads/{thread_id}", ThreadRoutes::modify);
    routes.delete("/threads/{thread_id}", ThreadRoutes::delete);
  }

  private static void create(Exchange exchange) {
    ThreadWire.NewThread asked = ThreadWire.readNew(exchange.body());
    exchange.answer(
        ThreadWire.write(
            exchange
                .desk()
                .conversations()
                .start(asked.metadata(), asked.messages(), exchange.idempotencyKey())
                .thread()));
  }

  /** Beyond the original: {@code GET /threads?metadata[user_id]=u-42&user=u-42}. */
  private static void list(Exchange exchange) {
    ThreadQuery query = ThreadQueryWire.read(exchange.http().queryParamMap());
    exchange.answer(
        Paging.of(exchange.http())
            .list(page -> exchange.desk().conversations().find(query, page), ThreadWire::write));
  }

  private static void get(Exchange exchange) {
    exchange.answer(ThreadWire.write(exchange.desk().conversations().get(exchange.thread())));
  }

  private static void modify(Exchange exchange) {
    Desk desk = exchange.desk();
    Metadata metadata = ThreadWire.readChange(exchange.body());
    exchange.answer(
        ThreadWire.write(
            metadata == null
                ? desk.conversations().get(exchange.thread())
                : desk.conversations().updateMetadata(exchange.thread(), metadata)));
  }

  private static void delete(Exchange exchange) {
    exchange.desk().conversations().delete(exchange.thread());
    exchange.answer(DeletedWire.write(exchange.thread().value(), "thread"));
  }
}
