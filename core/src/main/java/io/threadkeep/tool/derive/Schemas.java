package io.threadkeep.tool.derive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JsonPropertySorter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Derives JSON Schemas from Java types, in the form in which {@link ToolJson} reads them. */
final class Schemas {
  private static final String DEFINITIONS = "$defs";

  private final boolean strict;
  private final SchemaGenerator generator;

  /**
   * @param strict whether everything is required
   */
  Schemas(boolean strict) {
    this.strict = strict;
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                ToolJson.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule(JacksonOption.RESPECT_JSONPROPERTY_REQUIRED))
            .with(
                Option.FLATTENED_OPTIONALS,
                Option.STANDARD_FORMATS,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(new JsonForms())
        .withPropertySorter(new JsonPropertySorter(false));
    config
        .forFields()
        .withRequiredCheck(field -> strict || !isOptional(field))
        .withNullableCheck(Schemas::isOptional);
    this.generator = new SchemaGenerator(config.build());
  }

  String of(Class<? extends Record> type) {
    return complete(generator.generateSchema(type)).toString();
  }

  String of(List<MethodParameter> parameters) {
    SchemaBuilder builder = generator.buildMultipleSchemaDefinitions();
    Map<MethodParameter, ObjectNode> schemas = new LinkedHashMap<>();
    parameters.forEach(
        parameter -> schemas.put(parameter, builder.createSchemaReference(parameter.held())));
    // Fills the references in, as far as it does not list them.
    ObjectNode definitions = builder.collectDefinitions(DEFINITIONS);

    ObjectNode whole = ToolJson.MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = whole.putObject("properties");
    schemas.forEach(
        (parameter, schema) -> properties.set(parameter.name(), described(parameter, schema)));
    ArrayNode required = whole.putArray("required");
    parameters.stream()
        .filter(parameter -> strict || !parameter.optional())
        .forEach(parameter -> required.add(parameter.name()));
    whole.put("additionalProperties", false);
    if (!definitions.isEmpty()) {
      whole.set(DEFINITIONS, definitions);
    }
    return whole.toString();
  }

  private static ObjectNode described(MethodParameter parameter, ObjectNode schema) {
    ObjectNode described = schema;
    if (parameter.optional()) {
      described = ToolJson.MAPPER.createObjectNode();
      described.putArray("anyOf").add(schema).addObject().put("type", "null");
    }
    return parameter.description().isEmpty()
        ? described
        : described.put("description", parameter.description());
  }

  /** Some providers demand the list, be it empty. */
  private static ObjectNode complete(ObjectNode schema) {
    if (!schema.has("properties") && !schema.has("$ref")) {
      schema.putObject("properties");
    }
    return schema;
  }

  private static boolean isOptional(FieldScope field) {
    return !field.isFakeContainerItemScope() && Presence.isOptional(field.getRawMember());
  }
}
