package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.beta.assistants.Assistant;
import com.openai.models.beta.assistants.AssistantCreateParams;
import com.openai.models.beta.assistants.AssistantStreamEvent;
import com.openai.models.beta.assistants.FunctionTool;
import com.openai.models.beta.threads.messages.Message;
import com.openai.models.beta.threads.messages.MessageCreateParams;
import com.openai.models.beta.threads.messages.MessageDeleteParams;
import com.openai.models.beta.threads.messages.MessageDeleted;
import com.openai.models.beta.threads.messages.MessageListPage;
import com.openai.models.beta.threads.messages.MessageRetrieveParams;
import com.openai.models.beta.threads.messages.MessageUpdateParams;
import com.openai.models.beta.threads.runs.Run;
import com.openai.models.beta.threads.runs.RunCreateParams;
import com.openai.models.beta.threads.runs.RunRetrieveParams;
import com.openai.models.beta.threads.runs.RunStatus;
import com.openai.models.beta.threads.runs.RunSubmitToolOutputsParams;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every user of the Assistants API began with, through OpenAI's own client, as it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("deprecation") // OpenAI's word for it, and the reason for this server.
abstract class Tutorial {
  private Server server;
  private RecordingProxy proxy;
  private OpenAIClient client;

  /** Where this one's threads are. */
  abstract Map<String, String> storage();

  @BeforeAll
  void start() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>(storage());
    settings.put("threadkeep.server.development", "true");
    server = TestServer.start(settings);
    proxy = new RecordingProxy(server.url());
    client =
        OpenAIOkHttpClient.builder().apiKey("sk-test").baseUrl(proxy.url()).maxRetries(0).build();
  }

  @AfterAll
  void everyAnswerWasAsDescribed() throws IOException {
    client.close();
    new Description().check(proxy.answers());
    proxy.close();
    server.close();
  }

  @Test
  void aQuestionIsAnsweredByPolling() {
    Assistant tutor = tutor();
    String thread = client.beta().threads().create().id();
    client
        .beta()
        .threads()
        .messages()
        .create(
            thread,
            MessageCreateParams.builder()
                .role(MessageCreateParams.Role.USER)
                .content("I need to solve the equation `3x + 11 = 14`. Can you help me?")
                .build());
    Run run =
        client
            .beta()
            .threads()
            .runs()
            .create(
                thread,
                RunCreateParams.builder()
                    .assistantId(tutor.id())
                    .instructions("Please address the user as Jane Doe.")
                    .build());
    assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
    Run done = poll(run);
    assertThat(done.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(done.usage()).isPresent();
    MessageListPage messages = client.beta().threads().messages().list(thread);
    assertThat(messages.data()).hasSize(2);
    assertThat(messages.data().get(0).content().get(0).asText().text().value())
        .isEqualTo("The solution is x = 1.");
    messages.data().forEach(message -> message.validate());
    done.validate();
  }

  @Test
  void aToolCallIsAnsweredAndTheRunGoesOn() {
    Assistant weather = weatherman();
    String thread = client.beta().threads().create().id();
    say(thread, "How is the weather in Paris?");
    Run waiting =
        poll(
            client
                .beta()
                .threads()
                .runs()
                .create(thread, RunCreateParams.builder().assistantId(weather.id()).build()));
    assertThat(waiting.status()).isEqualTo(RunStatus.REQUIRES_ACTION);
    var calls = waiting.requiredAction().orElseThrow().submitToolOutputs().toolCalls();
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).function().arguments()).contains("Paris");
    Run resumed =
        client
            .beta()
            .threads()
            .runs()
            .submitToolOutputs(
                waiting.id(),
                RunSubmitToolOutputsParams.builder()
                    .threadId(thread)
                    .addToolOutput(
                        RunSubmitToolOutputsParams.ToolOutput.builder()
                            .toolCallId(calls.get(0).id())
                            .output("sunny")
                            .build())
                    .build());
    assertThat(poll(resumed).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(
            client
                .beta()
                .threads()
                .messages()
                .list(thread)
                .data()
                .get(0)
                .content()
                .get(0)
                .asText()
                .text()
                .value())
        .isEqualTo("It is sunny in Paris.");
  }

  @Test
  void aRunIsHeardAsItHappens() {
    Assistant tutor = tutor();
    String thread = client.beta().threads().create().id();
    say(thread, "I need to solve the equation `3x + 11 = 14`.");
    StringBuilder heard = new StringBuilder();
    try (StreamResponse<AssistantStreamEvent> events =
        client
            .beta()
            .threads()
            .runs()
            .createStreaming(thread, RunCreateParams.builder().assistantId(tutor.id()).build())) {
      List<AssistantStreamEvent> all = events.stream().toList();
      all.stream()
          .filter(AssistantStreamEvent::isThreadMessageDelta)
          .flatMap(
              event -> event.asThreadMessageDelta().data().delta().content().orElseThrow().stream())
          .forEach(
              part ->
                  part.text()
                      .flatMap(text -> text.text())
                      .flatMap(text -> text.value())
                      .ifPresent(heard::append));
      assertThat(all.get(all.size() - 1).isThreadRunCompleted()).isTrue();
    }
    assertThat(heard.toString()).isEqualTo("The solution is x = 1.");
  }

  @Test
  void aMessageIsMarked() {
    String thread = client.beta().threads().create().id();
    say(thread, "Remember this.");
    String message = client.beta().threads().messages().list(thread).data().get(0).id();
    Message marked =
        client
            .beta()
            .threads()
            .messages()
            .update(
                message,
                MessageUpdateParams.builder()
                    .threadId(thread)
                    .metadata(
                        MessageUpdateParams.Metadata.builder()
                            .putAdditionalProperty("marked", JsonValue.from("true"))
                            .build())
                    .build());
    marked.validate();
    assertThat(marked.metadata().orElseThrow()._additionalProperties())
        .containsEntry("marked", JsonValue.from("true"));
    assertThat(client.beta().threads().messages().list(thread).data()).containsExactly(marked);
  }

  @Test
  void aMessageIsDeleted() {
    String thread = client.beta().threads().create().id();
    say(thread, "My card is 4111.");
    say(thread, "Forget that.");
    var messages = client.beta().threads().messages();
    String last = messages.list(thread).data().get(0).id();
    String first = messages.list(thread).data().get(1).id();
    MessageDeleteParams params = MessageDeleteParams.builder().threadId(thread).build();
    MessageDeleted deleted = messages.delete(first, params);
    deleted.validate();
    assertThat(deleted.id()).isEqualTo(first);
    assertThat(deleted.deleted()).isTrue();
    assertThat(messages.list(thread).data()).extracting(Message::id).containsExactly(last);
    MessageRetrieveParams gone = MessageRetrieveParams.builder().threadId(thread).build();
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> messages.retrieve(first, gone));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> messages.delete(first, params));
  }

  private Assistant tutor() {
    return client
        .beta()
        .assistants()
        .create(
            AssistantCreateParams.builder()
                .name("Math Tutor")
                .instructions("You are a personal math tutor.")
                .model("gpt-4o")
                .build());
  }

  private Assistant weatherman() {
    return client
        .beta()
        .assistants()
        .create(
            AssistantCreateParams.builder()
                .instructions("You tell the weather.")
                .model("gpt-4o")
                .addTool(
                    FunctionTool.builder()
                        .function(
                            FunctionDefinition.builder()
                                .name("get_weather")
                                .parameters(
                                    FunctionParameters.builder()
                                        .putAdditionalProperty("type", JsonValue.from("object"))
                                        .putAdditionalProperty(
                                            "properties",
                                            JsonValue.from(
                                                Map.of("city", Map.of("type", "string"))))
                                        .build())
                                .build())
                        .build())
                .build());
  }

  private void say(String thread, String text) {
    client
        .beta()
        .threads()
        .messages()
        .create(
            thread,
            MessageCreateParams.builder()
                .role(MessageCreateParams.Role.USER)
                .content(text)
                .build());
  }

  /** As clients do, with a limit. */
  private Run poll(Run begun) {
    Run run = begun;
    for (int i = 0; i < 600; i++) {
      if (!run.status().equals(RunStatus.QUEUED) && !run.status().equals(RunStatus.IN_PROGRESS)) {
        return run;
      }
      LockSupport.parkNanos(50_000_000);
      run =
          client
              .beta()
              .threads()
              .runs()
              .retrieve(run.id(), RunRetrieveParams.builder().threadId(run.threadId()).build());
    }
    return run;
  }
}
