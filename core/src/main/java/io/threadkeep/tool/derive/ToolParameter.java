package io.threadkeep.tool.derive;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a parameter of a {@link ToolMethod} to the model. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ToolParameter {

  /** The description. */
  String value() default "";

  /**
   * The parameter's own name unless it is given; that one is known if compiled with {@code
   * -parameters}.
   */
  String name() default "";
}
