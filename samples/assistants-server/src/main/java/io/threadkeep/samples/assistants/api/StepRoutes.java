package io.threadkeep.samples.assistants.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.run.Run;
import io.threadkeep.samples.assistants.view.Desk;
import io.threadkeep.samples.assistants.view.StepView;
import java.util.List;

/** {@code /threads/{thread_id}/runs/{run_id}/steps}. */
final class StepRoutes {

  private StepRoutes() {}

  static void add(Routes routes) {
    routes.get("/threads/{thread_id}/runs/{run_id}/steps", StepRoutes::list);
    routes.get("/threads/{thread_id}/runs/{run_id}/steps/{step_id}", StepRoutes::get);
  }

  private static void list(Exchange exchange) {
    exchange.answer(Paging.of(exchange.http()).of("run step", steps(exchange)));
  }

  private static void get(Exchange exchange) {
    String id = exchange.step().value();
    exchange.answer(
        steps(exchange).stream()
            .filter(step -> step.path("id").asText().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("run step", id)));
  }

  /** All of them, oldest first: a run has a few. */
  private static List<ObjectNode> steps(Exchange exchange) {
    Run run = RunRoutes.run(exchange);
    Desk desk = exchange.desk();
    return desk.runs().explain(run.id()).steps().stream()
        .flatMap(step -> StepView.of(desk, run, step).stream())
        .toList();
  }
}
