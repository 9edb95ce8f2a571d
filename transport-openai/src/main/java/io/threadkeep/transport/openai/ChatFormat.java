package io.threadkeep.transport.openai;

import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.threadkeep.assistant.ResponseFormat;

/** Says in the words of Chat Completions which form an answer must have. */
final class ChatFormat {

  private ChatFormat() {}

  static void set(ChatCompletionCreateParams.Builder params, ResponseFormat format) {
    if (format instanceof ResponseFormat.Text) {
      params.responseFormat(ResponseFormatText.builder().build());
    } else if (format instanceof ResponseFormat.JsonObject) {
      params.responseFormat(ResponseFormatJsonObject.builder().build());
    } else if (format instanceof ResponseFormat.JsonSchema schema) {
      params.responseFormat(
          ResponseFormatJsonSchema.builder().jsonSchema(jsonSchema(schema)).build());
    }
  }

  private static ResponseFormatJsonSchema.JsonSchema jsonSchema(ResponseFormat.JsonSchema format) {
    ResponseFormatJsonSchema.JsonSchema.Builder schema =
        ResponseFormatJsonSchema.JsonSchema.builder()
            .name(format.name())
            .strict(format.strict())
            .schema(
                ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                    .putAllAdditionalProperties(
                        Schemas.properties(
                            "response format '" + format.name() + "'", format.schema()))
                    .build());
    if (format.description() != null) {
      schema.description(format.description());
    }
    return schema.build();
  }
}
