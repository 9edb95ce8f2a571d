package io.threadkeep.internal.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.ClasspathSchemaLoader;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Text;
import io.threadkeep.tool.ToolDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A tool's JSON Schema, made ready. A type that does not exist, a wrong pattern, a reference into
 * nothing: all are found here and not in a conversation. Nothing is fetched over a network.
 */
final class ArgumentSchema {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          factory ->
              factory.schemaLoaders(
                  loaders ->
                      // The dialects come with the library; who else is asked says no.
                      loaders
                          .add(new ClasspathSchemaLoader())
                          .add(DisallowSchemaLoader.getInstance())));
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).locale(Locale.ROOT).build();

  private static final int FINDINGS = 8;
  private static final int FINDING = 300;

  private final JsonSchema schema;

  private ArgumentSchema(JsonSchema schema) {
    this.schema = schema;
  }

  /**
   * @throws InvalidInputException if the definition's parameters are no JSON Schema
   */
  static ArgumentSchema of(ToolDefinition definition) {
    try {
      JsonNode tree = JSON.readTree(definition.parameters());
      if (!tree.isObject()) {
        throw unusable(definition, "no JSON object");
      }
      JsonSchema schema = FACTORY.getSchema(tree, CONFIG);
      String dialect = schema.getValidationContext().getMetaSchema().getIri();
      List<String> wrong =
          findings(FACTORY.getSchema(SchemaLocation.of(dialect), CONFIG).validate(tree));
      if (!wrong.isEmpty()) {
        throw unusable(definition, String.join("; ", wrong));
      }
      schema.initializeValidators();
      return new ArgumentSchema(schema);
    } catch (JsonProcessingException | JsonSchemaException e) {
      throw unusable(definition, String.valueOf(e.getMessage()));
    }
  }

  /**
   * @param onlyFirst stops at the first finding: each element of a long list could bring one
   */
  Optional<Misfit> misfit(JsonNode arguments, boolean onlyFirst) {
    List<String> findings =
        findings(schema.validate(arguments, context -> context.setFailFast(onlyFirst)));
    return findings.isEmpty() ? Optional.empty() : Optional.of(new Misfit(findings));
  }

  /**
   * They name the place and what the schema says about it; the value that is there they leave out.
   */
  private static List<String> findings(Collection<ValidationMessage> messages) {
    return messages.stream()
        .limit(FINDINGS)
        .map(ValidationMessage::getMessage)
        .map(message -> message.startsWith(":") ? "arguments" + message : message)
        .map(message -> Text.truncate(Text.sanitise(message), FINDING))
        .toList();
  }

  private static InvalidInputException unusable(ToolDefinition definition, String found) {
    return new InvalidInputException(
        "tool.parameters",
        "a JSON Schema of the arguments of '" + definition.name() + "'",
        Text.truncate(found, FINDING));
  }
}
