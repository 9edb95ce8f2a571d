package io.threadkeep.tool.derive;

import io.threadkeep.error.InvalidInputException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One argument of a {@link ToolMethod}.
 *
 * @param description empty for none
 */
record MethodParameter(String name, String description, Type type, boolean optional) {

  static MethodParameter of(Parameter parameter) {
    ToolParameter said = parameter.getAnnotation(ToolParameter.class);
    return new MethodParameter(
        name(parameter, said),
        said == null ? "" : said.value(),
        parameter.getParameterizedType(),
        Presence.isOptional(parameter));
  }

  /** Without its {@link Optional}: a schema says in another way that it may be missing. */
  Type held() {
    return type instanceof ParameterizedType given && given.getRawType() == Optional.class
        ? given.getActualTypeArguments()[0]
        : type;
  }

  private static String name(Parameter parameter, @Nullable ToolParameter said) {
    if (said != null && !said.name().isEmpty()) {
      return said.name();
    }
    if (!parameter.isNamePresent()) {
      throw new InvalidInputException(
          "tool.parameter",
          "a name: compile with -parameters, or say @ToolParameter(name = ...)",
          "a parameter of "
              + parameter.getDeclaringExecutable().getDeclaringClass().getName()
              + "."
              + parameter.getDeclaringExecutable().getName()
              + " that was compiled to '"
              + parameter.getName()
              + "'");
    }
    return parameter.getName();
  }
}
