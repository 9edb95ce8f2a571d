package io.threadkeep.samples.supportdesk;

import java.util.Locale;

/** What is left to do about a ticket. */
public enum TicketState {
  OPEN,
  RESOLVED;

  /** As it stands in the metadata of the ticket's thread. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
