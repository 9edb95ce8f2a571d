package io.threadkeep.kit;

import static io.threadkeep.kit.SavedAnswers.CREATED;
import static io.threadkeep.kit.SavedAnswers.THREAD;
import static io.threadkeep.kit.SavedAnswers.id;
import static io.threadkeep.kit.SavedAnswers.json;
import static io.threadkeep.kit.SavedAnswers.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.transfer.AssistantsImportReport;
import io.threadkeep.transfer.NotCarried.Kind;
import io.threadkeep.transfer.ThreadOwners;
import io.threadkeep.transfer.TransferCounts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * TRANSFER-19 to TRANSFER-21: what of saved answers does not come over, and whose they are.
 *
 * <ol start="19">
 *   <li>Whatever does not come over as it was is counted by its kind.
 *   <li>The owner is the one that was asked for.
 *   <li>Files that are not what they should be are told of, and the others are used.
 * </ol>
 */
interface SavedLossRules extends StoreRules {

  @ContractRule("TRANSFER-19")
  default void whateverIsLostIsCounted(Trial trial, @TempDir Path dir) {
    String plain = SavedAnswers.message(THREAD, 1, CREATED + 1, "user", SavedAnswers.text("hello"));
    String long600 = "v".repeat(600);
    List<String> lines =
        List.of(
            SavedAnswers.thread(THREAD, json("{'k':'%s'}", long600))
                .replace("\"file_ids\":[]", "\"file_ids\":[\"file-7\"]"),
            plain,
            plain,
            SavedAnswers.message(
                THREAD, 2, CREATED + 2, "user", json("[{'type':'video','video':{}}]")),
            SavedAnswers.message(THREAD, 3, CREATED + 3, "user", "[]"),
            SavedAnswers.message(THREAD, 4, CREATED + 4, "system", SavedAnswers.text("rules")),
            SavedAnswers.message(
                THREAD, 5, CREATED + 5, "user", SavedAnswers.text("nul \\u0000 and \\ud800")),
            SavedAnswers.message(THREAD, 6, CREATED + 6, "assistant", SavedAnswers.text("half"))
                .replace("\"role\"", "\"status\":\"in_progress\",\"role\""),
            SavedAnswers.message(
                THREAD,
                7,
                CREATED + 7,
                "user",
                json("[{'type':'image_url','image_url':{'url':''}}]")),
            SavedAnswers.message(THREAD, 8, CREATED + 8, "user", SavedAnswers.text("lost"))
                .replace("\"" + THREAD + "\"", "null"),
            SavedAnswers.message(THREAD, 9, -5, "user", SavedAnswers.text("early")),
            SavedAnswers.message(id("thread", 9), 10, CREATED, "user", SavedAnswers.text("alone")),
            SavedAnswers.run(THREAD, 1, CREATED + 1, "requires_action"),
            SavedAnswers.step(THREAD, 1, 1, CREATED, json("{'type':'tool_calls','tool_calls':[]}")),
            SavedAnswers.step(
                THREAD, 99, 2, CREATED, json("{'type':'tool_calls','tool_calls':[]}")),
            SavedAnswers.run(THREAD, 2, CREATED + 1, "completed")
                .replace("\"max_prompt_tokens\":null", "\"max_prompt_tokens\":0"),
            json("{'object':'vector_store','id':'vs_8'}"),
            json("{'object':'thread.message','thread_id':'%s'}", THREAD),
            SavedAnswers.list(
                true,
                List.of(
                    SavedAnswers.run(THREAD, 3, CREATED + 90, "failed"),
                    SavedAnswers.run(THREAD, 4, CREATED + 80, "expired"))));
    write(dir.resolve("all.jsonl"), String.join("\n", lines));
    // The oldest of the page is older than all runs but two: their page is there.
    write(dir.resolve("notes.txt"), "hello");
    AssistantsImportReport report =
        Transferring.takeSaved(trial, Scopes.ACME, dir, ThreadOwners.byMetadata("user_id"));
    for (Kind kind :
        List.of(
            Kind.SKIPPED_FILE,
            Kind.UNKNOWN_OBJECT,
            Kind.BROKEN_OBJECT,
            Kind.REPEATED,
            Kind.THREAD_WITHOUT_OBJECT,
            Kind.WITHOUT_THREAD,
            Kind.ACTIVE_RUN,
            Kind.UNFINISHED,
            Kind.EMPTY_MESSAGE,
            Kind.ROLE,
            Kind.PROVIDER_FILE,
            Kind.SETTING,
            Kind.CUT,
            Kind.REPLACED_CHARACTERS,
            Kind.TIME)) {
      assertThat(report.count(kind)).as("%s of %s", kind, report).isEqualTo(1);
    }
    for (Kind kind : List.of(Kind.STEP_WITHOUT_RUN, Kind.CONTENT_PART, Kind.NO_USER)) {
      assertThat(report.count(kind)).as("%s of %s", kind, report).isEqualTo(2);
    }
    assertThat(report.count(Kind.TRUNCATED_LIST)).isZero();
    assertThat(report.notCarried()).hasSize(18);
    assertThat(report.imported().isClean()).isTrue();
    assertThat(report.imported().stored()).isEqualTo(new TransferCounts(2, 9, 3, 0, 0));
    ChatThread thread =
        trial.store().threads().find(Scopes.ACME, new ThreadId(THREAD)).orElseThrow();
    assertThat(trial.log(thread))
        .extracting(Message::text)
        .anyMatch(text -> text.contains("video was not carried over"))
        .contains("nul \uFFFD and \uFFFD");

    Path truncated =
        write(
            dir.resolve("more/list.json"),
            SavedAnswers.list(true, SavedAnswers.newestFirst(SavedAnswers.talk(THREAD, 2))));
    assertThat(
            Transferring.takeSaved(trial, Scopes.GLOBEX, truncated, ThreadOwners.OF_SCOPE)
                .count(Kind.TRUNCATED_LIST))
        .isEqualTo(1);
  }

  @ContractRule("TRANSFER-20")
  default void theOwnerIsTheOneThatWasAskedFor(Trial trial, @TempDir Path dir) {
    Path file =
        write(
            dir.resolve("threads.jsonl"),
            SavedAnswers.thread(THREAD, json("{'user_id':'ann'}"))
                + SavedAnswers.thread(id("thread", 2), "{}"));
    for (var owners :
        List.of(
            ThreadOwners.OF_SCOPE, ThreadOwners.user("bob"), ThreadOwners.byMetadata("user_id"))) {
      AssistantsImportReport report = Transferring.takeSaved(trial, Scopes.ACME, file, owners);
      assertThat(report.imported().isClean()).isTrue();
      assertThat(report.count(Kind.NO_USER)).isEqualTo(owners.metadataKey() == null ? 0 : 1);
      List<ChatThread> threads = Snapshot.of(trial.store(), Scopes.ACME).threads();
      assertThat(threads)
          .extracting(thread -> String.valueOf(thread.owner().user()))
          .containsExactlyInAnyOrder(
              owners.metadataKey() != null ? "ann" : String.valueOf(owners.user()),
              String.valueOf(owners.user()));
      threads.forEach(thread -> trial.store().threads().delete(Scopes.ACME, thread.id()));
    }
    AssistantsImportReport anns =
        Transferring.takeSaved(trial, Scopes.ANN, file, ThreadOwners.OF_SCOPE);
    assertThat(anns.imported().isClean()).isTrue();
    assertThat(trial.store().threads().find(Scopes.ANN, new ThreadId(THREAD))).isPresent();
    assertThat(
            Transferring.takeSaved(trial, Scopes.ANN, file, ThreadOwners.user("bob"))
                .imported()
                .problems())
        .hasSize(2);
  }

  @ContractRule("TRANSFER-21")
  default void filesThatAreNotWhatTheyShouldBeAreToldOf(Trial trial, @TempDir Path dir) {
    write(dir.resolve("a.json"), SavedAnswers.thread(THREAD, "{}"));
    List<String> bad =
        List.of(
            "not json",
            "{\"object\":\"thread\",\"id\":",
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "\u0000\u0001\u0002",
            "{\"object\":\"list\",\"data\":[" + SavedAnswers.talk(THREAD, 1).get(0) + ",");
    for (int n = 0; n < bad.size(); n++) {
      write(dir.resolve("bad" + n + ".json"), bad.get(n));
    }
    write(dir.resolve("empty.json"), "");
    write(dir.resolve("null.json"), "null 7 true \"text\" [] {}");
    write(
        dir.resolve("within.json"),
        SavedAnswers.message(THREAD, 5, CREATED + 5, "user", SavedAnswers.text("real"))
            .replace(
                "\"metadata\":{}",
                json(
                    "'metadata':{'object':'thread.message','id':'%s','thread_id':'%s'}",
                    id("msg", 6), THREAD)));
    AssistantsImportReport report =
        Transferring.takeSaved(trial, Scopes.ACME, dir, ThreadOwners.OF_SCOPE);
    assertThat(report.count(Kind.UNREADABLE_FILE)).isEqualTo(bad.size());
    assertThat(report.imported().isClean()).isTrue();
    assertThat(report.imported().stored()).isEqualTo(new TransferCounts(1, 2, 0, 0, 0));
    assertThat(report.notCarried()).hasSize(1);
  }
}
