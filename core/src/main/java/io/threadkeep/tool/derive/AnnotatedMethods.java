package io.threadkeep.tool.derive;

import io.threadkeep.error.InvalidInputException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the methods of an object that are tools. */
final class AnnotatedMethods {

  private AnnotatedMethods() {}

  static List<DerivedTool> of(Object host) {
    List<DerivedTool> tools =
        annotated(host.getClass()).stream()
            .map(method -> MethodBody.tool(host, method))
            // Reflection promises no order, and a prompt must not change from start to start.
            .sorted(Comparator.comparing(tool -> tool.definition().name()))
            .toList();
    if (tools.isEmpty()) {
      throw new InvalidInputException(
          "tools", "a method with @ToolMethod", "none in " + host.getClass().getName());
    }
    return tools;
  }

  /** Up to the superclasses: a proxy that extends the host's class has lost its annotations. */
  private static Collection<Method> annotated(Class<?> host) {
    Map<List<Object>, Method> bySignature = new LinkedHashMap<>();
    for (Class<?> type = host; type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(ToolMethod.class) && !method.isBridge()) {
          List<Object> signature =
              List.of(method.getName(), Arrays.asList(method.getParameterTypes()));
          bySignature.putIfAbsent(signature, method);
        }
      }
    }
    return bySignature.values();
  }
}
