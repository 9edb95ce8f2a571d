package io.threadkeep;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the conversations that begin as a part of another one. */
record Branches(Desk desk, Scope scope, Conversation source) {

  Conversation fork(ForkRequest request) {
    long message = source.message(request.message()).position();
    long position = request.withMessage() ? message : message - 1;
    return fork(
        position,
        request.metadata(),
        Fingerprint.key(
            request.idempotencyKey(), "fork", source.id(), position, request.metadata()));
  }

  Conversation edit(MessageId message, NewMessage instead, @Nullable String idempotencyKey) {
    Message edited = source.message(message);
    requireUsers(edited.role());
    requireUsers(instead.role());
    Conversation fork =
        fork(
            edited.position() - 1,
            null,
            Fingerprint.key(idempotencyKey, "edit", source.id(), message, instead));
    // A key of the fork's own: the caller's stands for the fork.
    String saidOnce = idempotencyKey == null ? null : "edit:" + fork.id();
    fork.append(List.of(instead), saidOnce);
    return fork;
  }

  private Conversation fork(
      long position, @Nullable Metadata metadata, @Nullable IdempotencyKey key) {
    ThreadFork fork =
        new ThreadFork(
            desk.ids().thread(),
            new ForkPoint(source.id(), position),
            metadata,
            desk.clock().instant());
    ChatThread made = desk.store().threads().fork(scope, fork, key);
    return new Conversation(desk, scope, made.id());
  }

  private static void requireUsers(Role role) {
    if (role != Role.USER) {
      throw new InvalidInputException(
          "message",
          "a message of the user's",
          "one of the " + role.name().toLowerCase(Locale.ROOT));
    }
  }
}
