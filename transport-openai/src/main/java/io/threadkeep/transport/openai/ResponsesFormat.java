package io.threadkeep.transport.openai;

import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatText;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseTextConfig;
import io.threadkeep.assistant.ResponseFormat;
import java.util.Optional;

/** Says in the words of the Responses API which form an answer must have. */
final class ResponsesFormat {

  private ResponsesFormat() {}

  static Optional<ResponseTextConfig> of(ResponseFormat format) {
    ResponseTextConfig.Builder text = ResponseTextConfig.builder();
    if (format instanceof ResponseFormat.Text) {
      text.format(ResponseFormatText.builder().build());
    } else if (format instanceof ResponseFormat.JsonObject) {
      text.format(ResponseFormatJsonObject.builder().build());
    } else if (format instanceof ResponseFormat.JsonSchema schema) {
      text.format(jsonSchema(schema));
    } else {
      return Optional.empty();
    }
    return Optional.of(text.build());
  }

  private static ResponseFormatTextJsonSchemaConfig jsonSchema(ResponseFormat.JsonSchema format) {
    ResponseFormatTextJsonSchemaConfig.Builder config =
        ResponseFormatTextJsonSchemaConfig.builder()
            .name(format.name())
            .strict(format.strict())
            .schema(
                ResponseFormatTextJsonSchemaConfig.Schema.builder()
                    .putAllAdditionalProperties(
                        Schemas.properties(
                            "response format '" + format.name() + "'", format.schema()))
                    .build());
    if (format.description() != null) {
      config.description(format.description());
    }
    return config.build();
  }
}
