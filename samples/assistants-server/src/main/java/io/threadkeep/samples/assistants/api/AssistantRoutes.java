package io.threadkeep.samples.assistants.api;

import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.AssistantWire;
import io.threadkeep.samples.assistants.wire.DeletedWire;

/** {@code /assistants}. */
final class AssistantRoutes {

  private AssistantRoutes() {}

  static void add(Routes routes) {
    routes.post("/assistants", AssistantRoutes::create);
    routes.get("/assistants", AssistantRoutes::list);
    routes.get("/assistants/{assistant_id}", AssistantRoutes::get);
    routes.post("/assistants/{assistant_id}", AssistantRoutes::modify);
    routes.delete("/assistants/{assistant_id}", AssistantRoutes::delete);
  }

  private static void create(Exchange exchange) {
    requireTenant(exchange);
    exchange.answer(
        AssistantWire.write(
            exchange.desk().assistants().create(AssistantWire.readNew(exchange.body()))));
  }

  private static void list(Exchange exchange) {
    exchange.answer(
        Paging.of(exchange.http()).list(exchange.desk().assistants()::list, AssistantWire::write));
  }

  private static void get(Exchange exchange) {
    exchange.answer(AssistantWire.write(exchange.desk().assistants().get(exchange.assistant())));
  }

  private static void modify(Exchange exchange) {
    requireTenant(exchange);
    exchange.answer(
        AssistantWire.write(
            exchange
                .desk()
                .assistants()
                .update(exchange.assistant(), AssistantWire.readChange(exchange.body()))));
  }

  private static void delete(Exchange exchange) {
    requireTenant(exchange);
    exchange.desk().assistants().delete(exchange.assistant());
    exchange.answer(DeletedWire.write(exchange.assistant().value(), "assistant"));
  }

  /** Assistants are the whole tenant's: no user of it changes what the others run. */
  private static void requireTenant(Exchange exchange) {
    if (exchange.caller().scope().user() != null) {
      throw ApiError.forbidden(
              "This API key is one user's: it reads and runs the tenant's assistants, and changes"
                  + " none. Use a key of the whole tenant.")
          .asException();
    }
  }
}
