package io.threadkeep.run;

import io.threadkeep.message.ContentPart;
import io.threadkeep.run.StepDetails.AwaitedCall;

/** A tool call that its run's owner has to answer before the run goes on. */
public record RequiredCall(ContentPart.ToolCall call, AwaitedCall.Wanted wanted) {}
