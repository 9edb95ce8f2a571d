package io.threadkeep.samples.assistants.api;

import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.FileWire;
import io.threadkeep.samples.assistants.wire.Ids;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /files}: which ones the messages of a thread name. None is kept here. */
final class FileRoutes {

  private FileRoutes() {}

  static void add(Routes routes) {
    routes.get("/files", FileRoutes::list);
    routes.get("/files/{file_id}", FileRoutes::get);
  }

  private static void list(Exchange exchange) {
    String thread = exchange.http().queryParam("thread_id");
    if (thread == null) {
      throw ApiError.badRequest(
              "Missing required parameter: 'thread_id'. Files are listed as the messages of a"
                  + " thread name them; none is kept here.",
              "thread_id",
              "missing_required_parameter")
          .asException();
    }
    exchange.answer(
        Paging.of(exchange.http()).of("file", FileWire.write(named(exchange, Ids.thread(thread)))));
  }

  /** The first message that names each of them. */
  private static Map<String, Message> named(Exchange exchange, ThreadId thread) {
    Map<String, Message> first = new LinkedHashMap<>();
    exchange
        .desk()
        .conversations()
        .resume(thread)
        .messages()
        .forEach(
            message -> FileWire.named(message).forEach(file -> first.putIfAbsent(file, message)));
    return first;
  }

  private static void get(Exchange exchange) {
    throw ApiError.notFound("file", exchange.http().pathParam("file_id")).asException();
  }
}
