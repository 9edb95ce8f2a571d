package io.threadkeep.search;

import io.threadkeep.message.Message;

/** A message that answers a query, and the piece of it to show. */
public record SearchHit(Message message, Excerpt excerpt) {}
