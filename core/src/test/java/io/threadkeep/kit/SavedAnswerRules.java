package io.threadkeep.kit;

import static io.threadkeep.kit.SavedAnswers.ASSISTANT;
import static io.threadkeep.kit.SavedAnswers.CREATED;
import static io.threadkeep.kit.SavedAnswers.THREAD;
import static io.threadkeep.kit.SavedAnswers.id;
import static io.threadkeep.kit.SavedAnswers.json;
import static io.threadkeep.kit.SavedAnswers.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.AssistantId;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.Usage;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.transfer.AssistantsImportReport;
import io.threadkeep.transfer.NotCarried.Kind;
import io.threadkeep.transfer.ThreadOwners;
import io.threadkeep.transfer.TransferCounts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/**
 * TRANSFER-16 to TRANSFER-18: what was saved of the Assistants API.
 *
 * <ol start="16">
 *   <li>A conversation comes over with its messages, runs, steps and assistants.
 *   <li>It comes to the same end in whatever form and order it was saved.
 *   <li>Again, or after it was cut short, it comes to the same end.
 * </ol>
 */
interface SavedAnswerRules extends StoreRules {

  @ContractRule("TRANSFER-16")
  default void aSavedConversationComesOver(Trial trial, @TempDir Path dir) {
    String content =
        json(
            "[{'type':'text','text':{'value':'See [1].','annotations':[{'type':'file_citation',"
                + "'text':'[1]','start_index':4,'end_index':7,'file_citation':"
                + "{'file_id':'file-1'}}]}},{'type':'image_url','image_url':{'url':"
                + "'https://example.org/a.png','detail':'high'}},{'type':'image_file',"
                + "'image_file':{'file_id':'file-2'}},{'type':'refusal','refusal':'No.'}]");
    String cut =
        SavedAnswers.message(THREAD, 3, CREATED + 3, "assistant", content)
            .replace(
                "\"metadata\"", "\"incomplete_details\":{\"reason\":\"max_tokens\"},\"metadata\"");
    write(dir.resolve("thread.json"), SavedAnswers.thread(THREAD, json("{'topic':'rivers'}")));
    write(
        dir.resolve("messages.json"),
        SavedAnswers.list(
            false,
            List.of(
                cut,
                SavedAnswers.message(THREAD, 2, CREATED + 1, "user", SavedAnswers.text("Why?")))));
    write(
        dir.resolve("runs.json"),
        SavedAnswers.list(false, List.of(SavedAnswers.run(THREAD, 3, CREATED + 2, "completed"))));
    write(
        dir.resolve("steps.json"),
        SavedAnswers.list(
            false,
            List.of(
                SavedAnswers.step(
                    THREAD,
                    3,
                    2,
                    CREATED + 3,
                    json(
                        "{'type':'message_creation','message_creation':{'message_id':'%s'}}",
                        id("msg", 3))),
                SavedAnswers.step(
                    THREAD,
                    3,
                    1,
                    CREATED + 2,
                    json(
                        "{'type':'tool_calls','tool_calls':[{'id':'call_1','type':'function',"
                            + "'function':{'name':'weather','arguments':'{}','output':'rain'}},"
                            + "{'id':'call_2','type':'code_interpreter','code_interpreter':{'input':"
                            + "'1+1','outputs':[{'type':'logs','logs':'2'},{'type':'image','image':"
                            + "{'file_id':'file-9'}}]}}]}")))));
    write(
        dir.resolve("assistants.json"),
        SavedAnswers.list(false, List.of(SavedAnswers.assistant())));

    AssistantsImportReport report =
        Transferring.takeSaved(trial, Scopes.ANN, dir, ThreadOwners.OF_SCOPE);
    assertThat(report.imported().isClean()).isTrue();
    assertThat(report.imported().stored()).isEqualTo(new TransferCounts(1, 2, 1, 2, 1));
    ChatThread thread =
        trial.store().threads().find(Scopes.ANN, new ThreadId(THREAD)).orElseThrow();
    assertThat(thread.metadata().get("topic")).isEqualTo("rivers");
    assertThat(thread.createdAt()).isEqualTo(Instant.ofEpochSecond(CREATED));
    List<Message> log = trial.log(thread);
    assertThat(log).extracting(m -> m.id().value()).containsExactly(id("msg", 2), id("msg", 3));
    assertThat(log.get(0).role()).isEqualTo(Role.USER);
    assertThat(log.get(0).origin()).isEqualTo(Origin.CALLER);
    assertThat(log.get(0).tokens()).isPositive();
    Message answer = log.get(1);
    assertThat(answer.createdAt()).isEqualTo(Instant.ofEpochSecond(CREATED + 3));
    assertThat(answer.origin())
        .isEqualTo(
            new Origin(
                new RunId(id("run", 3)),
                new AssistantId(ASSISTANT),
                IncompleteReason.MAX_COMPLETION_TOKENS));
    assertThat(answer.content())
        .containsExactly(
            new ContentPart.Text(
                "See [1].", List.of(new Annotation.FileCitation("[1]", "file-1", 4, 7))),
            new ContentPart.ImageUrl("https://example.org/a.png", ImageDetail.HIGH),
            new ContentPart.ImageFile("file-2", ImageDetail.AUTO),
            new ContentPart.Refusal("No."));
    Run run = trial.store().runs().find(Scopes.ANN, new RunId(id("run", 3))).orElseThrow();
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.usage()).isEqualTo(new Usage(544, 54, 12, 3));
    assertThat(run.progress().pinnedEnd()).isEqualTo(1);
    assertThat(run.times().endedAt()).isEqualTo(Instant.ofEpochSecond(CREATED + 7));
    assertThat(run.spec().tools()).extracting(tool -> tool.name()).containsExactly("weather");
    assertThat(trial.store().runs().steps(Scopes.ANN, run.id(), PageRequest.oldestFirst()).items())
        .extracting(step -> step.details())
        .containsExactly(
            new StepDetails.RecordedCalls(
                List.of(
                    new StepDetails.RecordedCall("call_1", "weather", "{}", "rain"),
                    new StepDetails.RecordedCall(
                        "call_2",
                        "code_interpreter",
                        "1+1",
                        json(
                            "[{'type':'logs','logs':'2'},{'type':'image','image':{'file_id':'file-9'}}]")))),
            new StepDetails.MessageCreation(new MessageId(id("msg", 3))));
    assertThat(trial.store().assistants().find(Scopes.ANN, new AssistantId(ASSISTANT)))
        .hasValueSatisfying(
            assistant -> {
              assertThat(assistant.name()).isEqualTo("Guide");
              assertThat(assistant.definition().settings().temperature()).isEqualTo(0.5);
            });
    assertThat(report.count(Kind.CODE_INTERPRETER_IMAGE)).isEqualTo(1);
    assertThat(report.count(Kind.HOSTED_TOOL)).isEqualTo(1);
    assertThat(report.count(Kind.VECTOR_STORE)).isEqualTo(1);
    assertThat(report.count(Kind.PROVIDER_FILE)).isEqualTo(2);
    assertThat(report.notCarried()).hasSize(4);

    AssistantsImportReport again =
        Transferring.takeSaved(trial, Scopes.ANN, dir, ThreadOwners.OF_SCOPE);
    assertThat(again.imported().isClean()).isTrue();
    assertThat(again.imported().found()).isEqualTo(report.imported().stored());
  }

  @ContractRule("TRANSFER-17")
  default void theFormInWhichItWasSavedDoesNotMatter(Trial trial, @TempDir Path dir) {
    List<String> talk = SavedAnswers.talk(THREAD, 130);
    List<String> back = SavedAnswers.newestFirst(talk);
    String thread = SavedAnswers.thread(THREAD, "{}");
    List<Path> forms = new ArrayList<>();
    Path pages = dir.resolve("pages");
    for (int n = 0; n < 3; n++) {
      write(pages.resolve("page" + n + ".json"), SavedAnswers.pages(back, 100).get(n));
    }
    write(pages.resolve("thread.json"), thread);
    forms.add(pages);
    Path ascending = dir.resolve("ascending");
    for (int n = 0; n < 3; n++) {
      write(ascending.resolve("z" + n + ".json"), SavedAnswers.pages(talk, 100).get(n));
    }
    write(ascending.resolve("z.jsonl"), thread);
    forms.add(ascending);
    forms.add(write(dir.resolve("a.jsonl"), thread + "\n" + String.join("\n", talk) + "\n"));
    forms.add(write(dir.resolve("b.ndjson"), String.join("\r\n", back) + "\r\n" + thread));
    forms.add(write(dir.resolve("c.json"), "[" + thread + "," + String.join(", \n", back) + "]"));
    forms.add(
        write(
            dir.resolve("own.json"),
            json("{'user':'ann','conversation':{'messages':{'pages':[")
                + String.join(",", SavedAnswers.pages(back, 91))
                + json("]},'thread':%s}}", thread)));
    forms.add(
        write(dir.resolve("bom.json"), "\uFEFF[" + thread + "," + String.join(",", back) + "]"));
    String expected = null;
    for (Path form : forms) {
      AssistantsImportReport report =
          Transferring.takeSaved(trial, Scopes.ACME, form, ThreadOwners.OF_SCOPE);
      assertThat(report.imported().isClean()).as("%s %s", form, report).isTrue();
      assertThat(report.notCarried()).as("%s", form).isEmpty();
      String body = Transferring.give(trial, Scopes.ACME).body();
      expected = expected == null ? body : expected;
      assertThat(body).as("%s", form).isEqualTo(expected);
      trial.store().threads().delete(Scopes.ACME, new ThreadId(THREAD));
    }
    assertThat(expected).isNotNull().contains("Question 129");
  }

  @ContractRule("TRANSFER-18")
  default void savedAnswersAreGoneOnWith(Trial trial, @TempDir Path dir) {
    List<String> lines = new ArrayList<>(SavedAnswers.talk(THREAD, 500));
    // Of another form, so that all of their ids are made anew.
    String other = "thread_of-another-form";
    lines.addAll(
        SavedAnswers.talk(other, 3).stream().map(m -> m.replace("\"msg_", "\"msg-old_")).toList());
    for (int n = 1; n < 40; n += 2) {
      lines.add(SavedAnswers.run(THREAD, n, CREATED + n, "completed"));
      lines.add(
          SavedAnswers.step(
              THREAD, n, n, CREATED + n, json("{'type':'tool_calls','tool_calls':[]}")));
    }
    lines.add(SavedAnswers.thread(THREAD, "{}"));
    lines.add(SavedAnswers.thread(other, json("{'a':'b'}")));
    Path file = write(dir.resolve("all.jsonl"), String.join("\n", lines));
    AssistantsImportReport whole =
        Transferring.takeSaved(trial, Scopes.ACME, file, ThreadOwners.OF_SCOPE);
    assertThat(whole.imported().isClean()).isTrue();
    assertThat(whole.count(Kind.NEW_ID)).isEqualTo(1 + 6);
    String expected = Transferring.give(trial, Scopes.ACME).body();
    assertThat(expected).contains(json("'assistants_api_id':'%s'", other));
    AssistantsImportReport again =
        Transferring.takeSaved(trial, Scopes.ACME, file, ThreadOwners.OF_SCOPE);
    assertThat(again.imported().stored()).isEqualTo(TransferCounts.NONE);
    assertThat(again.imported().found()).isEqualTo(whole.imported().stored());
    assertThat(again.notCarried()).isEqualTo(whole.notCarried());

    Random random = new Random(18);
    for (int n = 0; n < Chaos.times(2, 20); n++) {
      Scope tenant = Scope.tenant("tenant-" + n);
      for (ChatThread each :
          Snapshot.of(trial.store(), n == 0 ? Scopes.ACME : Scope.tenant("tenant-" + (n - 1)))
              .threads()) {
        trial.store().threads().delete(each.owner(), each.id());
      }
      long stop = random.nextInt(900);
      AssistantsImportReport cut =
          Transferring.takeSaved(
              trial, tenant, file, ThreadOwners.OF_SCOPE, at -> at.messages() < stop);
      assertThat(cut.imported().whole()).isFalse();
      assertThat(
              Transferring.takeSaved(trial, tenant, file, ThreadOwners.OF_SCOPE)
                  .imported()
                  .isClean())
          .isTrue();
      assertThat(Transferring.give(trial, tenant).body()).isEqualTo(expected);
    }
  }
}
