package io.threadkeep.message;

/** Who speaks in a message. */
public enum Role {
  USER,
  ASSISTANT,
  /** Results of the calls that an assistant's message asked for. */
  TOOL
}
