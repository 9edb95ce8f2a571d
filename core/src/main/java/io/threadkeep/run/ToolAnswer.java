package io.threadkeep.run;

/** What a run's owner gives for one tool call that the run waits for. */
public sealed interface ToolAnswer {

  String callId();

  /** What the tool gave back: for a call whose output is wanted. */
  record Output(String callId, String text) implements ToolAnswer {}

  /** Why the tool gave nothing back; the model reads it as an error. */
  record Failure(String callId, String text) implements ToolAnswer {}

  /** Yes: a worker may carry the call out, with the arguments that the log shows. */
  record Approval(String callId) implements ToolAnswer {}

  /** No: the call is not carried out, and the model reads why. */
  record Denial(String callId, String reason) implements ToolAnswer {}

  static ToolAnswer output(String callId, String text) {
    return new Output(callId, text);
  }

  static ToolAnswer approval(String callId) {
    return new Approval(callId);
  }

  static ToolAnswer denial(String callId, String reason) {
    return new Denial(callId, reason);
  }
}
