package io.threadkeep.samples.assistants.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.function.Consumer;
import java.util.function.Function;

/** Adds operations, each carried out for whoever has shown a key. */
final class Routes {
  private static final String BASE = "/v1";

  private final RoutesConfig routes;
  private final Function<Context, Exchange> exchanges;

  Routes(RoutesConfig routes, Function<Context, Exchange> exchanges) {
    this.routes = routes;
    this.exchanges = exchanges;
  }

  void get(String path, Consumer<Exchange> operation) {
    routes.get(BASE + path, handler(operation));
  }

  void post(String path, Consumer<Exchange> operation) {
    routes.post(BASE + path, handler(operation));
  }

  void delete(String path, Consumer<Exchange> operation) {
    routes.delete(BASE + path, handler(operation));
  }

  private Handler handler(Consumer<Exchange> operation) {
    return http -> operation.accept(exchanges.apply(http));
  }
}
