package io.threadkeep.store;

import io.threadkeep.tool.ToolOutput;

/** What a {@link ToolLedger} knows of a call that is to begin. */
public sealed interface ToolCallState {

  /** It is this lease's to carry out. */
  record New() implements ToolCallState {}

  /** It has been carried out: {@code output} is all that is needed. */
  record Ended(ToolOutput output) implements ToolCallState {}

  /** An earlier worker began it and said no more: whether the tool has done its work is unknown. */
  record Unknown() implements ToolCallState {}
}
