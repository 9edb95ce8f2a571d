package io.threadkeep.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.threadkeep.assistant.ResponseFormat;
import io.threadkeep.event.EventBody;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Id;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.StepId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.ContentPart;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.StepDetails;
import io.threadkeep.tool.ToolChoice;
import java.io.Serial;
import java.time.Instant;
import java.util.Map;

/** How the model's types look in JSON, kept apart from them: the model does not know Jackson. */
final class ModelMixins extends SimpleModule {
  @Serial private static final long serialVersionUID = 1L;

  ModelMixins() {
    super("threadkeep");
    setMixInAnnotation(Id.class, IdMixin.class);
    setMixInAnnotation(ThreadId.class, IdMixin.class);
    setMixInAnnotation(MessageId.class, IdMixin.class);
    setMixInAnnotation(RunId.class, IdMixin.class);
    setMixInAnnotation(StepId.class, IdMixin.class);
    setMixInAnnotation(AssistantId.class, IdMixin.class);
    setMixInAnnotation(Metadata.class, MetadataMixin.class);
    setMixInAnnotation(ContentPart.class, ContentPartMixin.class);
    setMixInAnnotation(Annotation.class, AnnotationMixin.class);
    setMixInAnnotation(ResponseFormat.class, ResponseFormatMixin.class);
    setMixInAnnotation(ToolChoice.class, ToolChoiceMixin.class);
    setMixInAnnotation(StepDetails.class, StepDetailsMixin.class);
    setMixInAnnotation(EventBody.class, EventBodyMixin.class);
    addSerializer(Instant.class, new InstantJson.Writer());
    addDeserializer(Instant.class, new InstantJson.Reader());
  }

  /** An id is its text. */
  @SuppressWarnings("UnusedVariable") // Jackson reads the signature alone.
  private abstract static class IdMixin {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    IdMixin(String value) {}

    @JsonValue
    abstract String value();
  }

  /** Metadata is an object. */
  @SuppressWarnings("UnusedVariable") // Jackson reads the signature alone.
  private abstract static class MetadataMixin {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    MetadataMixin(Map<String, String> pairs) {}

    @JsonValue
    abstract Map<String, String> pairs();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ContentPart.Text.class, name = "text"),
    @JsonSubTypes.Type(value = ContentPart.ImageUrl.class, name = "image_url"),
    @JsonSubTypes.Type(value = ContentPart.ImageFile.class, name = "image_file"),
    @JsonSubTypes.Type(value = ContentPart.Refusal.class, name = "refusal"),
    @JsonSubTypes.Type(value = ContentPart.ToolCall.class, name = "tool_call"),
    @JsonSubTypes.Type(value = ContentPart.ToolResult.class, name = "tool_result"),
    @JsonSubTypes.Type(value = ContentPart.Withdrawn.class, name = "withdrawn")
  })
  private interface ContentPartMixin {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Annotation.FileCitation.class, name = "file_citation"),
    @JsonSubTypes.Type(value = Annotation.FilePath.class, name = "file_path"),
    @JsonSubTypes.Type(value = Annotation.UrlCitation.class, name = "url_citation")
  })
  private interface AnnotationMixin {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ResponseFormat.Auto.class, name = "auto"),
    @JsonSubTypes.Type(value = ResponseFormat.Text.class, name = "text"),
    @JsonSubTypes.Type(value = ResponseFormat.JsonObject.class, name = "json_object"),
    @JsonSubTypes.Type(value = ResponseFormat.JsonSchema.class, name = "json_schema")
  })
  private interface ResponseFormatMixin {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ToolChoice.Auto.class, name = "auto"),
    @JsonSubTypes.Type(value = ToolChoice.None.class, name = "none"),
    @JsonSubTypes.Type(value = ToolChoice.Required.class, name = "required"),
    @JsonSubTypes.Type(value = ToolChoice.Named.class, name = "named")
  })
  private interface ToolChoiceMixin {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = StepDetails.MessageCreation.class, name = "message_creation"),
    @JsonSubTypes.Type(value = StepDetails.ToolCalls.class, name = "tool_calls"),
    @JsonSubTypes.Type(value = StepDetails.RecordedCalls.class, name = "recorded_calls"),
    @JsonSubTypes.Type(value = StepDetails.NoAnswer.class, name = "no_answer")
  })
  private interface StepDetailsMixin {}

  /** Without the last event of a run, which is never stored. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = EventBody.AttemptBegun.class, name = "attempt_begun"),
    @JsonSubTypes.Type(value = EventBody.StepBegun.class, name = "step_begun"),
    @JsonSubTypes.Type(value = EventBody.TextDelta.class, name = "text_delta"),
    @JsonSubTypes.Type(value = EventBody.RefusalDelta.class, name = "refusal_delta"),
    @JsonSubTypes.Type(value = EventBody.ToolCallDelta.class, name = "tool_call_delta"),
    @JsonSubTypes.Type(value = EventBody.MessageEnded.class, name = "message_ended"),
    @JsonSubTypes.Type(value = EventBody.StepEnded.class, name = "step_ended"),
    @JsonSubTypes.Type(value = EventBody.ActionRequired.class, name = "action_required")
  })
  private interface EventBodyMixin {}
}
