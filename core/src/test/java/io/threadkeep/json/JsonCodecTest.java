package io.threadkeep.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.assistant.ResponseFormat;
import io.threadkeep.context.LeftOut;
import io.threadkeep.context.PositionRange;
import io.threadkeep.context.WindowManifest;
import io.threadkeep.id.IdSource;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.Attachment;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.RunBudget;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolSite;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {
  private static final ManualClock CLOCK = new ManualClock();
  private static final IdSource IDS = new IdSource(CLOCK, new Random(5));

  static List<Object> values() {
    NewMessage user =
        new NewMessage(
            Role.USER,
            List.of(
                new ContentPart.Text(
                    "hello \uD83D\uDE00 \"quoted\" \u0001",
                    List.of(
                        new Annotation.FileCitation("[1]", "file-1", 0, 3),
                        new Annotation.FilePath("[2]", "file-2", 1, 2),
                        new Annotation.UrlCitation("title", "https://example.org", 0, 1))),
                new ContentPart.ImageUrl("https://example.org/a.png", ImageDetail.LOW),
                new ContentPart.ImageUrl("data:image/png;base64,iVBORw0KGgo=", ImageDetail.HIGH),
                new ContentPart.ImageFile("file-3", ImageDetail.AUTO)),
            List.of(new Attachment("file-4", List.of("file_search"))),
            Metadata.of("b", "2").with("a", "1"));
    NewMessage assistant =
        NewMessage.of(
            Role.ASSISTANT,
            new ContentPart.Refusal("no"),
            new ContentPart.ToolCall("call_1", "look_up", "{\"id\": 7"));
    NewMessage tool = NewMessage.of(Role.TOOL, new ContentPart.ToolResult("call_1", "out", true));
    NewAssistant definition =
        NewAssistant.named("Geography Expert")
            .description("d")
            .instructions("i")
            .settings(
                new ModelSettings(
                    "m",
                    0.5,
                    1.0,
                    "low",
                    new ResponseFormat.JsonSchema("s", null, "{}", true),
                    100,
                    false))
            .tools(
                List.of(
                    new ToolDefinition("look_up", "finds it"),
                    new ToolDefinition("pay", "pays it").site(ToolSite.WORKER)))
            .metadata(Metadata.of("k", "v"))
            .context("last-messages(3)");
    RunSpec spec =
        new RunSpec(
            IDS.assistant(),
            "i",
            definition.settings(),
            definition.tools(),
            new ToolChoice.Named("look_up"),
            "last-messages(20)",
            Metadata.EMPTY,
            new RunBudget(500, null));
    RunStep step =
        new RunStep(
            IDS.step(),
            IDS.run(),
            2,
            CLOCK.instant(),
            new WindowManifest(
                "everything",
                9,
                List.of(new PositionRange(3, 9)),
                List.of(new LeftOut(new PositionRange(1, 2), LeftOut.Reason.BEYOND_WINDOW)),
                List.of(4L),
                77,
                new WindowManifest.Details(
                    7,
                    12,
                    List.of(new PositionRange(3, 4)),
                    512,
                    900,
                    new WindowManifest.SummaryUse("m", 9, 1, 8, 40))),
            new RunStep.Outcome(
                StepStatus.FAILED,
                new StepDetails.MessageCreation(IDS.message()),
                new Usage(1, 2, 3, 4),
                new RunError(RunError.Code.TIMEOUT, "slow"),
                CLOCK.instant()));
    RunStep bare =
        new RunStep(
            IDS.step(),
            IDS.run(),
            1,
            CLOCK.instant(),
            null,
            new RunStep.Outcome(
                StepStatus.IN_PROGRESS, new StepDetails.NoAnswer(), Usage.NONE, null, null));
    return List.of(user, assistant, tool, definition, spec, step, bare);
  }

  @ParameterizedTest
  @MethodSource("values")
  @SuppressWarnings("unchecked") // getClass() of an Object is no Class<Object>.
  void whatIsWrittenIsReadBackEqual(Object value) {
    String json = JsonCodec.write(value);
    assertThat(JsonCodec.<Object>read(json, (Class<Object>) value.getClass())).isEqualTo(value);
  }

  @Test
  void aToolThatWasStoredBeforeThereWereSitesIsTheCallers() {
    String json =
        """
        {"name":"look_up","description":"finds it","parameters":"{}","strict":true}""";
    assertThat(JsonCodec.read(json, ToolDefinition.class))
        .isEqualTo(new ToolDefinition("look_up", "finds it", "{}", true, ToolSite.CALLER));
  }

  @Test
  void settingsThatWereStoredBeforeParallelCallsCouldBeRefusedLeaveThemToTheProvider() {
    String json =
        """
        {"model":"m","response_format":{"type":"auto"},"max_completion_tokens":7}""";
    ModelSettings settings = ModelSettings.of("m").withMaxCompletionTokens(7);
    assertThat(JsonCodec.read(json, ModelSettings.class)).isEqualTo(settings);
    assertThat(JsonCodec.write(settings)).isEqualTo(json);
  }

  @Test
  void rowsOfBeforeThereWereBudgetsAndDetailsAreRead() {
    String manifest =
        """
        {"policy":"everything","pinned_end":2,"included":[{"from":1,"to":2}],"left_out":[],
         "shortened":[],"tokens":9}""";
    assertThat(JsonCodec.read(manifest, WindowManifest.class))
        .isEqualTo(
            new WindowManifest(
                "everything", 2, List.of(new PositionRange(1, 2)), List.of(), List.of(), 9));
    String spec =
        """
        {"assistant_id":"asst_0123456789abcdefghijklmn","instructions":"i",
         "settings":{"model":"m","response_format":{"type":"auto"}},"tools":[],
         "tool_choice":{"type":"auto"},"context":"everything","metadata":{}}""";
    assertThat(JsonCodec.read(spec, RunSpec.class).budget()).isEqualTo(RunBudget.NONE);
    String assistant =
        """
        {"name":"n","instructions":"i","settings":{"model":"m","response_format":{"type":"auto"}},
         "tools":[],"metadata":{}}""";
    assertThat(JsonCodec.read(assistant, NewAssistant.class).context()).isNull();
  }

  @Test
  void metadataKeepsItsOrder() {
    Metadata metadata = Metadata.of("z", "1").with("a", "2").with("m", "3");
    assertThat(JsonCodec.write(metadata)).isEqualTo("{\"z\":\"1\",\"a\":\"2\",\"m\":\"3\"}");
  }

  @Test
  void fieldsOfANewerVersionArePassedOver() {
    String json = "{\"prompt_tokens\":1,\"completion_tokens\":2,\"something_new\":{\"a\":[1]}}";
    assertThat(JsonCodec.read(json, Usage.class)).isEqualTo(Usage.of(1, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1]",
        "{\"role\":\"USER\",\"content\":[{\"type\":\"java.lang.Runtime\"}]}"
      })
  void anythingElseIsATypedErrorThatHoldsNoContent(String json) {
    assertThatThrownBy(() -> JsonCodec.read(json, NewMessage.class))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageNotContaining("Runtime");
  }

  @Test
  void depthIsBounded() {
    String deep = "{\"x\":".repeat(100) + "1" + "}".repeat(100);
    assertThatThrownBy(() -> JsonCodec.read(deep, Usage.class))
        .isInstanceOf(JsonFormatException.class);
  }
}
