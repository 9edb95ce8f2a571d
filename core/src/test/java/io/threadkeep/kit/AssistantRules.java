package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.assistant.ResponseFormat;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.limit.Limits;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.tool.ToolDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * ASSISTANT-1 to ASSISTANT-8.
 *
 * <ol>
 *   <li>An assistant comes back equal in every field.
 *   <li>The same id again gives the first.
 *   <li>Pages walk the assistants by creation in both orders.
 *   <li>A page after an assistant that is not there is refused.
 *   <li>A replacement of the newest revision makes the next one; of an older one it changes
 *       nothing.
 *   <li>Of two replacements at once, one wins.
 *   <li>A deleted assistant is gone.
 *   <li>An assistant belongs to all users of its tenant, and to no other tenant.
 * </ol>
 */
interface AssistantRules extends StoreRules {

  @ContractRule("ASSISTANT-1")
  default void anAssistantComesBackEqual(Trial trial) {
    List<NewAssistant> definitions = new ArrayList<>();
    definitions.add(NewAssistant.named("bare"));
    definitions.add(NewAssistant.named("to lose").name(null));
    ModelSettings settings =
        new ModelSettings("gpt-4.1-mini", 0.7, 0.95, "low", new ResponseFormat.Text(), 1_234);
    List<ResponseFormat> formats =
        List.of(
            new ResponseFormat.Auto(),
            new ResponseFormat.Text(),
            new ResponseFormat.JsonObject(),
            new ResponseFormat.JsonSchema("city", "A city.", "{\"type\":\"object\"}", true),
            new ResponseFormat.JsonSchema("town", null, "{ \"b\":1, \"a\":2, \"b\":3 }", false));
    for (ResponseFormat format : formats) {
      definitions.add(full(settings.withResponseFormat(format)));
    }
    for (String text : HostileText.ALL) {
      definitions.add(
          NewAssistant.named("named " + text)
              .description(text)
              .instructions(text)
              .metadata(Metadata.of("text", text)));
    }
    definitions.add(
        NewAssistant.named("x".repeat(Limits.ASSISTANT_NAME))
            .description("\u00E9".repeat(Limits.ASSISTANT_DESCRIPTION))
            .instructions("\u4E16".repeat(Limits.INSTRUCTIONS)));
    for (NewAssistant definition : definitions) {
      Assistant assistant = trial.samples().assistant(definition);
      assertThat(trial.store().assistants().create(Scopes.ANN, assistant)).isEqualTo(assistant);
      assertThat(trial.store().assistants().find(Scopes.ANN, assistant.id())).contains(assistant);
    }
  }

  @ContractRule("ASSISTANT-2")
  default void theSameIdAgainReturnsTheFirst(Trial trial) {
    Assistant first = create(trial);
    Assistant second =
        new Assistant(first.id(), 1, first.createdAt(), NewAssistant.named("another"));
    assertThat(trial.store().assistants().create(Scopes.ANN, second)).isEqualTo(first);
    assertThat(trial.store().assistants().find(Scopes.ANN, first.id())).contains(first);
  }

  @ContractRule("ASSISTANT-3")
  default void pagesWalkTheAssistantsInBothOrders(Trial trial) {
    List<Assistant> all = new ArrayList<>();
    for (int n = 0; n < 9; n++) {
      all.add(create(trial));
      // Three of them share each instant: ids decide.
      trial.pass(n % 3 == 2 ? Duration.ofSeconds(1) : Duration.ZERO);
    }
    List<Assistant> reversed = new ArrayList<>(all);
    Collections.reverse(reversed);
    for (int limit : List.of(1, 2, 9, 100)) {
      assertThat(walk(trial, Scopes.ANN, PageRequest.oldestFirst().limit(limit))).isEqualTo(all);
      assertThat(walk(trial, Scopes.ANN, PageRequest.newestFirst().limit(limit)))
          .isEqualTo(reversed);
    }
  }

  @ContractRule("ASSISTANT-4")
  default void aPageAfterAnAssistantThatIsNotThereIsRefused(Trial trial) {
    create(trial);
    for (String after : List.of(trial.samples().ids().assistant().value(), "no id at all")) {
      Missing.assertThrown(
          "assistant",
          after,
          () ->
              trial.store().assistants().list(Scopes.ANN, PageRequest.newestFirst().after(after)));
    }
  }

  @ContractRule("ASSISTANT-5")
  default void onlyTheNewestRevisionIsReplaced(Trial trial) {
    Assistant first = create(trial);
    NewAssistant changed = full(ModelSettings.of("other-model"));
    Assistant second = new Assistant(first.id(), 2, first.createdAt(), changed);
    assertThat(replace(trial, first.id(), 1, changed)).contains(second);
    assertThat(trial.store().assistants().find(Scopes.BOB, first.id())).contains(second);

    NewAssistant late = NewAssistant.named("late");
    assertThat(replace(trial, first.id(), 1, late)).isEmpty();
    assertThat(replace(trial, first.id(), 3, late)).isEmpty();
    assertThat(trial.store().assistants().find(Scopes.ANN, first.id())).contains(second);
    assertThat(replace(trial, first.id(), 2, late)).map(Assistant::revision).contains(3L);
    AssistantId missing = trial.samples().ids().assistant();
    Missing.assertThrown("assistant", missing, () -> replace(trial, missing, 1, late));
  }

  @ContractRule("ASSISTANT-6")
  default void ofTwoParallelReplacementsOneWins(Trial trial) {
    Assistant assistant = create(trial);
    for (long revision = 1; revision <= 20; revision++) {
      long old = revision;
      NewAssistant left = NewAssistant.named("left " + revision);
      NewAssistant right = NewAssistant.named("right " + revision);
      List<Optional<Assistant>> both =
          Race.values(
              Race.between(
                  () -> replace(trial, assistant.id(), old, left),
                  () -> replace(trial, assistant.id(), old, right)));
      List<Assistant> winners = both.stream().flatMap(Optional::stream).toList();
      assertThat(winners).singleElement().extracting(Assistant::revision).isEqualTo(old + 1);
      assertThat(trial.store().assistants().find(Scopes.ANN, assistant.id()))
          .contains(winners.get(0));
    }
  }

  @ContractRule("ASSISTANT-7")
  default void aDeletedAssistantIsGone(Trial trial) {
    Assistant kept = create(trial);
    Assistant assistant = create(trial);
    trial.store().assistants().delete(Scopes.ANN, assistant.id());
    assertThat(trial.store().assistants().find(Scopes.ANN, assistant.id())).isEmpty();
    assertThat(walk(trial, Scopes.ANN, PageRequest.newestFirst())).containsExactly(kept);
    Missing.assertThrown(
        "assistant",
        assistant.id(),
        () -> trial.store().assistants().delete(Scopes.ANN, assistant.id()));
    Missing.assertThrown(
        "assistant",
        assistant.id(),
        () -> replace(trial, assistant.id(), 1, assistant.definition()));
  }

  @ContractRule("ASSISTANT-8")
  default void anAssistantBelongsToAllUsersOfItsTenant(Trial trial) {
    Assistant acmes = create(trial);
    Assistant globexs =
        trial.store().assistants().create(Scopes.GLOBEX, trial.samples().assistant());
    for (Scope scope : List.of(Scopes.ANN, Scopes.BOB, Scopes.ACME)) {
      assertThat(trial.store().assistants().find(scope, acmes.id())).contains(acmes);
      assertThat(trial.store().assistants().find(scope, globexs.id())).isEmpty();
      assertThat(walk(trial, scope, PageRequest.newestFirst())).containsExactly(acmes);
    }
    assertThat(walk(trial, Scopes.GLOBEX_ANN, PageRequest.newestFirst())).containsExactly(globexs);
  }

  private static NewAssistant full(ModelSettings settings) {
    return new NewAssistant(
        "Geography Expert",
        "Knows where things are.",
        "Answer geography questions concisely.",
        settings,
        List.of(
            new ToolDefinition("lookup", "Looks a place up."),
            new ToolDefinition("far-away_2", "", "{\"type\":\"object\",\"z\":1,\"a\":2}", true)),
        Metadata.of("z", "1").with("a", "2"));
  }

  private static Assistant create(Trial trial) {
    return trial.store().assistants().create(Scopes.ANN, trial.samples().assistant());
  }

  private static Optional<Assistant> replace(
      Trial trial, AssistantId id, long revision, NewAssistant definition) {
    return trial.store().assistants().replace(Scopes.ANN, id, revision, definition);
  }

  private static List<Assistant> walk(Trial trial, Scope scope, PageRequest first) {
    return Trial.walk(first, page -> trial.store().assistants().list(scope, page));
  }
}
