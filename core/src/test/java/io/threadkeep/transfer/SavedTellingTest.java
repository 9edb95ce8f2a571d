package io.threadkeep.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.LogFixture;
import io.threadkeep.limit.Limits;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunBudget;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.transfer.NotCarried.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever of a saved object has no place here is told, once, and nothing else is. */
class SavedTellingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ChatThread THREAD =
      new ChatThread(
          ForeignId.thread("t"), Scope.DEFAULT, Metadata.EMPTY, 0, Instant.ofEpochSecond(9));
  private static final String RUN =
      "{'id':'run_000000000000000000000001','status':'completed','model':'m','created_at':9,"
          + "'completed_at':12}";

  private final NotCarriedTally lost = new NotCarriedTally();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "reasoning_effort|'low'|",
        "reasoning_effort|'" + LONG + "'|SETTING",
        "response_format|'auto'|",
        "response_format|{'type':'text'}|",
        "response_format|{'type':'xml'}|SETTING",
        "response_format|'xml'|SETTING",
        "truncation_strategy|{'type':'auto','last_messages':null}|",
        "truncation_strategy|{'type':'last_messages','last_messages':7}|",
        "truncation_strategy|{'type':'last_messages','last_messages':0}|SETTING",
        "truncation_strategy|{'type':'last_messages','last_messages':2000000}|SETTING",
        "truncation_strategy|{'type':'newest'}|SETTING",
        "max_prompt_tokens|500|",
        "max_completion_tokens|3|SETTING",
        "max_prompt_tokens|'many'|SETTING",
        "temperature|'hot'|SETTING",
        "temperature|3|SETTING",
        "parallel_tool_calls|'yes'|SETTING",
        "tool_choice|'sometimes'|SETTING",
        "tool_choice|{'type':'file_search'}|SETTING",
        "model|''|SETTING",
        "last_error|{'code':'server_error','message':'m'}|",
        "last_error|{'code':'overheated','message':'m'}|OUTCOME",
        "incomplete_details|{'reason':'max_prompt_tokens'}|",
        "incomplete_details|{'reason':'boredom'}|OUTCOME",
        "usage|{'prompt_tokens':5,'completion_tokens':6,'total_tokens':11}|",
        "usage|{'prompt_tokens':-5}|OUTCOME",
        "usage|{'completion_tokens':1000000000001}|OUTCOME",
        "usage|{'completion_tokens':99999999999999999999999}|OUTCOME",
        "usage|{'prompt_tokens':'5'}|OUTCOME",
        "expires_at|'soon'|TIME",
        "file_ids|['file-1']|PROVIDER_FILE",
        "tools|[{'type':'retrieval'}]|HOSTED_TOOL",
        "tools|[{'type':'function','function':{'name':'f'}},{'type':'function','function':{'name':'f'}}]|SETTING"
      })
  void whatARunHasThatThereIsNoWordFor(String field, String value, @Nullable Kind told) {
    SavedRuns.run(saved(RUN, field, value), THREAD, 0);
    assertTold(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "metadata|{}|",
        "metadata|null|",
        "metadata|{'k':'v'}|CUT",
        "usage|{'prompt_tokens':-1}|OUTCOME",
        "last_error|{'code':'overheated','message':'m'}|OUTCOME",
        "step_details|{'type':'thinking','thinking':{}}|OUTCOME"
      })
  void whatAStepHasThatThereIsNoWordFor(String field, String value, @Nullable Kind told) {
    Run run = SavedRuns.run(saved(RUN, "metadata", "{}"), THREAD, 0);
    String step =
        "{'id':'step_000000000000000000000001','status':'completed','created_at':9,"
            + "'step_details':{'type':'tool_calls','tool_calls':[]}}";
    SavedSteps.step(saved(step, field, value), run);
    assertTold(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "file_ids|[]|",
        "file_ids|['file-1']|PROVIDER_FILE",
        "incomplete_details|{'reason':'boredom'}|OUTCOME",
        "content|[{'type':'image_url','image_url':{'url':'https://a.b','detail':'fine'}}]|SETTING"
      })
  void whatAMessageHasThatThereIsNoWordFor(String field, String value, @Nullable Kind told) {
    String message =
        "{'id':'msg_000000000000000000000001','role':'user','created_at':9,"
            + "'content':[{'type':'text','text':{'value':'hi'}}]}";
    new SavedMessages(LogFixture.SIZES)
        .message(saved(message, field, value), THREAD.id(), 1, THREAD.createdAt());
    assertTold(told);
  }

  @Test
  void whatThereIsAWordForIsKept() {
    Run run =
        SavedRuns.run(
            saved(RUN, "truncation_strategy", "{'type':'last_messages','last_messages':7}"),
            THREAD,
            0);
    assertThat(run.spec().context()).isEqualTo("last-messages(7)");
    Run plain = SavedRuns.run(saved(RUN, "max_prompt_tokens", "500"), THREAD, 0);
    assertThat(plain.spec().context()).isEqualTo("auto");
    assertThat(plain.spec().budget()).isEqualTo(new RunBudget(500, null));
  }

  /** One more than {@link Limits#TOOL_NAME}. */
  private static final String LONG =
      "0123456789012345678901234567890123456789012345678901234567890123456789";

  private void assertTold(@Nullable Kind told) {
    assertThat(lost.all())
        .extracting(NotCarried::kind)
        .isEqualTo(told == null ? List.of() : List.of(told));
    assertThat(lost.all()).allSatisfy(each -> assertThat(each.count()).isEqualTo(1));
  }

  private SavedObject saved(String object, String field, String value) {
    try {
      ObjectNode json = (ObjectNode) JSON.readTree(object.replace('\'', '"'));
      json.set(field, JSON.readTree(value.replace('\'', '"')));
      return new SavedObject(json, json.path("id").asText(), lost);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value, e);
    }
  }
}
