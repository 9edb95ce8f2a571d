package io.threadkeep.samples.assistants.inspector;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.threadkeep.Threadkeep;
import io.threadkeep.samples.assistants.api.Doorkeeper;
import java.time.InstantSource;
import java.util.function.Consumer;

/** All of it. */
public final class Inspector {
  private static final String API = "/inspector/api";

  private final Threadkeep threadkeep;
  private final Doorkeeper doorkeeper;
  private final InstantSource clock;

  /**
   * @param doorkeeper the API's: a key opens here what it opens there, and its requests are counted
   *     together
   */
  public Inspector(Threadkeep threadkeep, Doorkeeper doorkeeper, InstantSource clock) {
    this.threadkeep = threadkeep;
    this.doorkeeper = doorkeeper;
    this.clock = clock;
  }

  public void addTo(JavalinConfig config) {
    PageFiles.addTo(config);
    config.routes.before(API + "/*", doorkeeper::enter);
    ThreadDesk threads = new ThreadDesk();
    get(config, "/threads", threads::list);
    get(config, "/search", threads::search);
    get(config, "/threads/{thread_id}", threads::get);
    get(config, "/threads/{thread_id}/messages", threads::messages);
    get(config, "/threads/{thread_id}/runs", threads::runs);
    get(config, "/threads/{thread_id}/preview", threads::preview);
    get(config, "/threads/{thread_id}/export", ThreadActions::export);
    post(config, "/threads/{thread_id}/archive", ThreadActions::archive);
    post(config, "/threads/{thread_id}/unarchive", ThreadActions::unarchive);
    post(config, "/threads/{thread_id}/restore", ThreadActions::restore);
    post(config, "/threads/{thread_id}/fork", ThreadActions::fork);
    post(config, "/threads/{thread_id}/withdraw", ThreadActions::withdraw);
    post(config, "/threads/{thread_id}/erase", ThreadActions::erase);
    get(config, "/runs/{run_id}", RunDesk::get);
    get(config, "/runs/{run_id}/events", RunDesk::events);
    get(config, "/runs/{run_id}/steps/{step_id}/window", RunDesk::window);
    post(config, "/runs/{run_id}/cancel", RunDesk::cancel);
    post(config, "/runs/{run_id}/answer", RunDesk::answer);
    UsageDesk usage = new UsageDesk(clock);
    get(config, "/usage", usage::report);
    get(config, "/engine", usage::engine);
  }

  private void get(JavalinConfig config, String path, Consumer<Visit> operation) {
    config.routes.get(API + path, handler(operation));
  }

  private void post(JavalinConfig config, String path, Consumer<Visit> operation) {
    config.routes.post(API + path, handler(operation));
  }

  private Handler handler(Consumer<Visit> operation) {
    return http -> operation.accept(Visit.of(http, threadkeep));
  }
}
