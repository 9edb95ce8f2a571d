package io.threadkeep.samples.assistants.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes a request's method from its first line alone: a header that claims another one could pass
 * by whoever lets only some methods through. HEAD is a GET whose answer is sent without its body.
 */
public final class PlainMethods extends Handler.Wrapper {
  private static final String OVERRIDE = "X-HTTP-Method-Override";
  private static final String HEAD = PlainMethods.class.getName();

  private PlainMethods() {}

  public static void addTo(JavalinConfig config) {
    config.jetty.modifyServer(server -> server.insertHandler(new PlainMethods()));
  }

  /** Whether nobody is told what the answer holds. */
  static boolean isHead(Context http) {
    return http.req().getAttribute(HEAD) != null;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (HttpMethod.HEAD.is(request.getMethod())) {
      request.setAttribute(HEAD, true);
    }
    return super.handle(new Plain(request), response, callback);
  }

  private static final class Plain extends Request.Wrapper {
    Plain(Request request) {
      super(request);
    }

    @Override
    public String getMethod() {
      String method = super.getMethod();
      return HttpMethod.HEAD.is(method) ? HttpMethod.GET.asString() : method;
    }

    @Override
    public HttpFields getHeaders() {
      HttpFields headers = super.getHeaders();
      return headers.contains(OVERRIDE)
          ? HttpFields.from(
              headers.stream()
                  .filter(header -> !header.getName().equalsIgnoreCase(OVERRIDE))
                  .toArray(HttpField[]::new))
          : headers;
    }
  }
}
