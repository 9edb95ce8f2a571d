package io.threadkeep.tool.derive;

import io.threadkeep.tool.ToolTraits;
import io.threadkeep.tool.UnknownOutcome;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a tool; see {@link Tools#in}. Its parameters are the arguments, each described by
 * a {@link ToolParameter}; one of type {@link io.threadkeep.tool.ToolRequest} gets the request. A
 * {@code void} method answers {@code done}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ToolMethod {

  /** The method's own name unless it is given. */
  String name() default "";

  /** What the tool does and when it is of use, for the model. */
  String description();

  /** See {@link DerivedTool#strict}. */
  boolean strict() default false;

  /** See {@link ToolTraits#timeout}. */
  int timeoutSeconds() default ToolTraits.DEFAULT_TIMEOUT_SECONDS;

  /** See {@link ToolTraits#unknownOutcome}. */
  UnknownOutcome unknownOutcome() default UnknownOutcome.REPEAT;

  /** See {@link ToolTraits#needsApproval}. */
  boolean needsApproval() default false;
}
