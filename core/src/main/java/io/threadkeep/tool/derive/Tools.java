package io.threadkeep.tool.derive;

import io.threadkeep.error.InvalidInputException;
import java.util.List;

/** Where tools come from that are not written as classes of their own. */
public final class Tools {

  private Tools() {}

  /**
   * A tool that is a function of a record:
   *
   * <pre>{@code
   * record Place(@JsonPropertyDescription("in English") String city, Optional<String> country) {}
   *
   * Tool weather = Tools.typed("weather", "The weather now.", Place.class,
   *     (place, request) -> stations.nearest(place.city()).report());
   * }</pre>
   *
   * @throws InvalidInputException if {@code arguments} is no record, or name or description break
   *     their limits
   */
  public static <A extends Record> DerivedTool typed(
      String name, String description, Class<A> arguments, TypedCall<A> call) {
    if (!arguments.isRecord()) {
      throw new InvalidInputException("tool.arguments", "a record", arguments.getName());
    }
    return new DerivedTool(
        name,
        description,
        strict -> new Schemas(strict).of(arguments),
        request -> call.call(ToolJson.read(request.arguments(), arguments), request));
  }

  /**
   * A tool for each method of {@code host}, inherited ones too, that has a {@link ToolMethod}; in
   * the order of their names.
   *
   * @throws InvalidInputException if there is none, if one cannot be called from here, or if a
   *     parameter's name is known to nobody
   */
  public static List<DerivedTool> in(Object host) {
    return AnnotatedMethods.of(host);
  }
}
