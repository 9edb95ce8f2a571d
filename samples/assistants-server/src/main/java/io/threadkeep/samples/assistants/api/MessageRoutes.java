package io.threadkeep.samples.assistants.api;

import io.threadkeep.Conversation;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.Run;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.ApiException;
import io.threadkeep.samples.assistants.wire.DeletedWire;
import io.threadkeep.samples.assistants.wire.Ids;
import io.threadkeep.samples.assistants.wire.MessageWire;
import io.threadkeep.samples.assistants.wire.MetadataWire;
import java.util.List;
import java.util.Optional;

/** {@code /threads/{thread_id}/messages}. */
final class MessageRoutes {

  private MessageRoutes() {}

  static void add(Routes routes) {
    routes.post("/threads/{thread_id}/messages", MessageRoutes::create);
    routes.get("/threads/{thread_id}/messages", MessageRoutes::list);
    routes.get("/threads/{thread_id}/messages/{message_id}", MessageRoutes::get);
    routes.post("/threads/{thread_id}/messages/{message_id}", MessageRoutes::modify);
    routes.delete("/threads/{thread_id}/messages/{message_id}", MessageRoutes::delete);
  }

  private static void create(Exchange exchange) {
    List<NewMessage> messages = List.of(MessageWire.readNew(exchange.body()));
    exchange.answer(MessageWire.write(append(exchange, messages).get(0)));
  }

  /**
   * As the original: a thread takes no messages while a run is active, but for those that it has. A
   * run that begins after this look does not see the message, which is Threadkeep's own way of
   * keeping the two apart.
   */
  private static List<Message> append(Exchange exchange, List<NewMessage> messages) {
    Conversation conversation = conversation(exchange);
    String key = exchange.idempotencyKey();
    Optional<Run> active = exchange.desk().runs().active(conversation.id());
    return active.isEmpty()
        ? conversation.append(messages, key)
        : conversation.appended(messages, key).orElseThrow(() -> busy(conversation, active.get()));
  }

  private static ApiException busy(Conversation conversation, Run active) {
    return ApiError.badRequest(
            "Can't add messages to "
                + conversation.id()
                + " while a run "
                + active.id()
                + " is active.")
        .asException();
  }

  private static void list(Exchange exchange) {
    Conversation conversation = conversation(exchange);
    String run = exchange.http().queryParam("run_id");
    RunId only = run == null || run.isEmpty() ? null : Ids.run(run);
    exchange.answer(
        Paging.of(exchange.http())
            .list(
                conversation::messages,
                message ->
                    MessageWire.isShown(message)
                        && (only == null || only.equals(message.origin().runId())),
                MessageWire::write));
  }

  private static void get(Exchange exchange) {
    exchange.answer(MessageWire.write(shown(exchange)));
  }

  private static void modify(Exchange exchange) {
    Metadata metadata = MetadataWire.readOnly(exchange.body());
    Message message = shown(exchange);
    exchange.answer(
        MessageWire.write(
            metadata == null
                ? message
                : conversation(exchange).updateMetadata(message.id(), metadata)));
  }

  private static void delete(Exchange exchange) {
    MessageId message = shown(exchange).id();
    try {
      conversation(exchange).withdraw(message);
    } catch (ActiveRunException e) {
      throw ApiError.badRequest(
              "Can't delete message "
                  + message
                  + " while the run "
                  + e.activeRunId()
                  + " that wrote it is active.")
          .asException();
    }
    exchange.answer(DeletedWire.write(message.value(), "thread.message"));
  }

  private static Message shown(Exchange exchange) {
    Message message = conversation(exchange).message(exchange.message());
    if (!MessageWire.isShown(message)) {
      throw new NotFoundException("message", exchange.message().value());
    }
    return message;
  }

  private static Conversation conversation(Exchange exchange) {
    return exchange.desk().conversations().resume(exchange.thread());
  }
}
