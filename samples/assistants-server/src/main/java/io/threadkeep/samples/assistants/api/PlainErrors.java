package io.threadkeep.samples.assistants.api;

import io.threadkeep.samples.assistants.wire.ApiError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the HTTP server refuses before anybody looks at it, such as bytes that are no request. */
final class PlainErrors implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = Math.max(response.getStatus(), HttpStatus.BAD_REQUEST_400);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    if (!response.getHeaders().contains(RequestIds.HEADER)) {
      response.getHeaders().put(RequestIds.HEADER, RequestIds.next());
    }
    ApiError error =
        status >= HttpStatus.INTERNAL_SERVER_ERROR_500
            ? ApiError.server(status, "The server had an error processing your request.")
            : new ApiError(
                status, "invalid_request_error", "The request could not be read.", null, null);
    byte[] body = error.json().toString().getBytes(StandardCharsets.UTF_8);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
