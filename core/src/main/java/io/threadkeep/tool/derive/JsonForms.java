package io.threadkeep.tool.derive;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The schemas of types that Jackson writes otherwise than their fields would suggest. */
final class JsonForms implements CustomDefinitionProviderV2 {

  @Override
  public @Nullable CustomDefinition provideCustomSchemaDefinition(
      ResolvedType type, SchemaGenerationContext context) {
    ObjectNode schema = schema(type.getErasedType());
    return schema == null
        ? null
        : new CustomDefinition(
            schema, CustomDefinition.INLINE_DEFINITION, CustomDefinition.EXCLUDING_ATTRIBUTES);
  }

  private static @Nullable ObjectNode schema(Class<?> type) {
    if (type.isEnum()) {
      return constants(type);
    }
    if (type == OptionalInt.class || type == OptionalLong.class) {
      return ofType("integer");
    }
    if (type == OptionalDouble.class) {
      return ofType("number");
    }
    if (type == byte[].class) {
      return ofType("string").put("contentEncoding", "base64");
    }
    return JsonNode.class.isAssignableFrom(type) ? ToolJson.MAPPER.createObjectNode() : null;
  }

  /** As they are written: Jackson may rename them. */
  private static ObjectNode constants(Class<?> type) {
    ObjectNode schema = ofType("string");
    ArrayNode values = schema.putArray("enum");
    for (Object constant : type.getEnumConstants()) {
      values.add(ToolJson.MAPPER.<JsonNode>valueToTree(constant));
    }
    return schema;
  }

  private static ObjectNode ofType(String name) {
    return ToolJson.MAPPER.createObjectNode().put("type", name);
  }
}
