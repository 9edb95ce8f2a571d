package io.threadkeep.tool.derive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.tool.ToolRequest;
import io.threadkeep.tool.ToolTraits;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A method of a host as what a tool does. */
final class MethodBody implements DerivedTool.Body {
  private static final String DONE = "done";

  private final Object host;
  private final Method method;

  /** One for each of the method's parameters; empty where it wants the request. */
  private final List<Optional<MethodParameter>> parameters;

  private MethodBody(Object host, Method method) {
    this.host = host;
    this.method = method;
    this.parameters =
        Arrays.stream(method.getParameters())
            .map(
                parameter ->
                    parameter.getType() == ToolRequest.class
                        ? Optional.<MethodParameter>empty()
                        : Optional.of(MethodParameter.of(parameter)))
            .toList();
  }

  /**
   * @param method one with a {@link ToolMethod}
   */
  static DerivedTool tool(Object host, Method method) {
    if (!method.trySetAccessible()) {
      throw new InvalidInputException(
          "tools", "a method that Threadkeep may call, public or opened to it", method.toString());
    }
    MethodBody body = new MethodBody(host, method);
    List<MethodParameter> arguments = body.arguments();
    ToolMethod said = method.getAnnotation(ToolMethod.class);
    DerivedTool tool =
        new DerivedTool(
                said.name().isEmpty() ? method.getName() : said.name(),
                said.description(),
                strict -> new Schemas(strict).of(arguments),
                body)
            .traits(
                new ToolTraits(
                    Duration.ofSeconds(said.timeoutSeconds()),
                    said.unknownOutcome(),
                    said.needsApproval()));
    return said.strict() ? tool.strict() : tool;
  }

  @Override
  public @Nullable Object call(ToolRequest request) throws Exception {
    JsonNode tree = ToolJson.tree(request.arguments());
    Object[] values = new Object[parameters.size()];
    for (int i = 0; i < values.length; i++) {
      Optional<MethodParameter> parameter = parameters.get(i);
      values[i] = parameter.isPresent() ? value(parameter.get(), tree) : request;
    }
    try {
      Object returned = method.invoke(host, values);
      return method.getReturnType() == void.class ? DONE : returned;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception thrown) {
        throw thrown;
      }
      throw (Error) e.getCause();
    }
  }

  private List<MethodParameter> arguments() {
    List<MethodParameter> arguments = parameters.stream().flatMap(Optional::stream).toList();
    Set<String> names = new HashSet<>();
    for (MethodParameter argument : arguments) {
      if (!names.add(argument.name())) {
        throw new InvalidInputException(
            "tool.parameter",
            "parameters with different names",
            "'" + argument.name() + "' twice in " + method);
      }
    }
    return arguments;
  }

  private static @Nullable Object value(MethodParameter parameter, JsonNode tree) {
    JsonNode given = tree.path(parameter.name());
    return ToolJson.read(
        parameter.name(), given.isMissingNode() ? NullNode.getInstance() : given, parameter.type());
  }
}
