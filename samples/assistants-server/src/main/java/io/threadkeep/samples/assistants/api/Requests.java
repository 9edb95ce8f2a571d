package io.threadkeep.samples.assistants.api;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** What the HTTP server knows of a request. */
final class Requests {

  private Requests() {}

  /**
   * Does something when the answer is written, or cannot be, which may be long after the handler is
   * done.
   */
  static void whenOver(Context http, Runnable action) {
    Request.addCompletionListener(
        ServletContextRequest.getServletContextRequest(http.req()), failure -> action.run());
  }
}
