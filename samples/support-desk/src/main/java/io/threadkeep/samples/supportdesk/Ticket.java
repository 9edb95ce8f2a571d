package io.threadkeep.samples.supportdesk;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.thread.ChatThread;
import java.util.Objects;

/**
 * A customer's matter: a conversation with labels.
 *
 * <p>Its customer decides whose data is reached. So take tickets from {@link HelpDesk} alone, and
 * never make one of what a request says: a request names an id, and {@link HelpDesk#resume} says
 * whether it is this customer's.
 *
 * @param subject at most 512 characters
 */
public record Ticket(ThreadId id, String customer, String subject, TicketState state) {
  static final String SUBJECT = "subject";
  static final String STATE = "state";

  static Ticket of(ChatThread thread) {
    Metadata labels = thread.metadata();
    return new Ticket(
        thread.id(),
        Objects.requireNonNull(thread.owner().user(), "the ticket's customer"),
        Objects.requireNonNullElse(labels.get(SUBJECT), ""),
        TicketState.RESOLVED.label().equals(labels.get(STATE))
            ? TicketState.RESOLVED
            : TicketState.OPEN);
  }

  static Metadata labels(String subject, TicketState state) {
    return Metadata.of(SUBJECT, subject).with(STATE, state.label());
  }

  /** Whose data it is. */
  Scope scope() {
    return HelpDesk.customer(customer);
  }
}
