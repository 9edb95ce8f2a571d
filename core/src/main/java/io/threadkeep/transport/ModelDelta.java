package io.threadkeep.transport;

/** A piece of an answer while it is being written. */
public sealed interface ModelDelta {

  record TextDelta(String text) implements ModelDelta {}

  record RefusalDelta(String text) implements ModelDelta {}

  /** A piece of a tool call; id and name come with the first piece of each index. */
  record ToolCallDelta(int index, String callId, String name, String arguments)
      implements ModelDelta {}
}
