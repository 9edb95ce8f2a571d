package io.threadkeep.internal.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import java.util.Optional;

/**
 * Whether a tool may be called with what a model wrote: a JSON object within bounds that fits the
 * tool's schema.
 *
 * <p>A name that comes twice is refused: two readers of one text must not see different values.
 */
final class ArgumentCheck {
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Limits.TOOL_ARGUMENTS_DEPTH)
                          .maxStringLength(Limits.TOOL_ARGUMENTS_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Characters of arguments that are told of their first finding only. */
  private static final int LONG = 16_384;

  private final ArgumentSchema schema;

  ArgumentCheck(ArgumentSchema schema) {
    this.schema = schema;
  }

  Optional<Misfit> misfit(String arguments) {
    if (arguments.length() > Limits.TOOL_ARGUMENTS_BYTES
        || Text.utf8Length(arguments) > Limits.TOOL_ARGUMENTS_BYTES) {
      return misfitOf("They are longer than " + Limits.TOOL_ARGUMENTS_BYTES + " bytes.");
    }
    try {
      JsonNode tree = JSON.readTree(arguments);
      return tree.isObject()
          ? schema.misfit(tree, arguments.length() > LONG)
          : misfitOf("They are no JSON object.");
    } catch (StreamConstraintsException e) {
      return misfitOf(
          "They are nested deeper than "
              + Limits.TOOL_ARGUMENTS_DEPTH
              + " levels, or hold a name or a number of absurd length.");
    } catch (JsonProcessingException e) {
      // The parser's own words quote the text.
      return misfitOf(
          "They are not well-formed JSON, or name something twice" + place(e.getLocation()) + ".");
    } catch (RuntimeException | StackOverflowError e) {
      // A number beyond all bounds, a pattern that recurses per character: the model's to rephrase.
      return misfitOf("They cannot be checked: " + e.getClass().getSimpleName() + ".");
    }
  }

  private static Optional<Misfit> misfitOf(String finding) {
    return Optional.of(new Misfit(finding));
  }

  private static String place(JsonLocation location) {
    return location == null ? "" : ", at character " + location.getCharOffset();
  }
}
