package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.Conversation;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.context.BlockAligned;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.ContextPolicyType;
import io.threadkeep.context.ContextWindow;
import io.threadkeep.context.LastMessages;
import io.threadkeep.context.Overflow;
import io.threadkeep.context.Pinned;
import io.threadkeep.context.PositionRange;
import io.threadkeep.context.TokenBudget;
import io.threadkeep.context.WindowBuilder;
import io.threadkeep.context.WindowManifest;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.NewMessage;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.transport.ModelRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * CONTEXT-1 to 7: what a model is shown.
 *
 * <ol>
 *   <li>From each stored manifest the window can be made again as the transport was sent it.
 *   <li>A run's policy wins over its assistant's, and that over the options'.
 *   <li>A preview is what the next call is shown, and calls nobody.
 *   <li>A policy that no worker could read is refused before anything is stored; a run with one
 *       that a worker cannot read is left to those who can, as are those whose tools it lacks.
 *   <li>Each prompt is cut to what is left of the run's prompt tokens; when not even the turn fits,
 *       the run ends as incomplete.
 *   <li>Each call is asked for what is left of the completion tokens; with nothing left the run
 *       ends as incomplete, and without carrying out tools that no call would hear of.
 *   <li>An explanation tells a person of each call what was shown, what not and why.
 * </ol>
 */
interface EngineContextRules extends StoreRules {
  String LONG_ANSWER = "word ".repeat(80);

  @ContractRule("CONTEXT-1")
  default void aWindowIsMadeAgainFromItsManifest(Trial trial) {
    PuppetTool tool =
        new PuppetTool("weather", ToolTraits.defaults(), request -> "rain ".repeat(500));
    PuppetTransport transport = ToolAsking.once(ToolAsking.weather("call"));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      int seen = 0;
      for (ContextPolicy policy :
          List.of(
              new LastMessages(3),
              new TokenBudget(500, Overflow.SHORTEN_TOOL_OUTPUTS),
              new BlockAligned(new LastMessages(9), 4),
              new Pinned(2, new BlockAligned(new TokenBudget(2_000), 4)),
              new Pinned(1, new TokenBudget(400, Overflow.SHORTEN_TOOL_OUTPUTS)))) {
        for (int turn = 0; turn < 2; turn++) {
          Run run = ask(workplace, workplace.assistant(), "How is it?", policy);
          assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
          for (RunStep step : steps(workplace, run)) {
            assertThat(workplace.keep().runs().replay(step))
                .as(policy.spec())
                .isEqualTo(transport.requests().get(seen).messages());
            seen++;
          }
        }
      }
      assertThat(seen).isEqualTo(20).isEqualTo(transport.requests().size());
    }
  }

  @ContractRule("CONTEXT-2")
  default void theRunsPolicyWinsOverTheAssistants(Trial trial) {
    try (Workplace workplace = new Workplace(trial, PuppetTransport.answering())) {
      Assistant brief =
          workplace
              .keep()
              .assistants()
              .update(workplace.assistant().id(), a -> a.context("last-messages(4)"));
      assertThat(workplace.keep().assistants().get(brief.id()).definition().context())
          .isEqualTo("last-messages(4)");
      assertThat(policy(workplace, ask(workplace, brief, "Hello?", null)))
          .isEqualTo("last-messages(4)");
      assertThat(policy(workplace, ask(workplace, brief, "Hello?", new LastMessages(2))))
          .isEqualTo("last-messages(2)");
      Assistant plain = workplace.keep().assistants().update(brief.id(), a -> a.context(null));
      assertThat(policy(workplace, ask(workplace, plain, "Hello?", null)))
          .isEqualTo("last-messages(20)");
    }
  }

  @ContractRule("CONTEXT-3")
  default void aPreviewIsWhatTheNextCallIsShown(Trial trial) {
    PuppetTransport transport = PuppetTransport.answering();
    try (Workplace workplace = new Workplace(trial, transport)) {
      for (int turn = 0; turn < 4; turn++) {
        Workplace.end(workplace.ask("Question " + turn));
      }
      Conversation chat = workplace.chat();
      chat.say("And now?");
      int before = transport.requests().size();
      ContextWindow preview = chat.preview(new LastMessages(5), workplace.assistant());
      assertThat(transport.requests()).hasSize(before);
      Run run =
          Workplace.end(
              chat.run(RunRequest.by(workplace.assistant().id()).context(new LastMessages(5))));
      assertThat(transport.requests().get(before).messages()).isEqualTo(preview.messages());
      assertThat(steps(workplace, run).get(0).manifest()).isEqualTo(preview.manifest());
      assertThat(chat.preview(new LastMessages(5)).manifest().details().preambleTokens()).isZero();
    }
  }

  @ContractRule("CONTEXT-4")
  default void aPolicyThatNobodyCouldReadIsRefused(Trial trial) {
    try (Workplace workplace = new Workplace(trial, PuppetTransport.answering())) {
      assertThatThrownBy(() -> ask(workplace, workplace.assistant(), "Hello?", new Unregistered()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("unregistered")
          .hasMessageContaining("last-messages(n)");
      assertThatThrownBy(
              () ->
                  workplace
                      .keep()
                      .assistants()
                      .update(workplace.assistant().id(), a -> a.context("unregistered")))
          .isInstanceOf(InvalidInputException.class);
      assertThat(workplace.chat().thread().messageCount()).isZero();
    }
  }

  @ContractRule("CONTEXT-4")
  default void aRunIsLeftToAWorkerThatCanReadItsPolicy(Trial trial) {
    PuppetTransport transport = PuppetTransport.answering();
    ContextPolicyType known =
        ContextPolicyType.of("unregistered", "unregistered", arguments -> new Unregistered());
    try (Workplace without =
            new Workplace(trial, trial.store(), transport, Workplace.BRISK.slots(1));
        Threadkeep with =
            Threadkeep.on(
                Workplace.foundations(trial, trial.store(), PuppetTransport.answering())
                    .withPolicy(known),
                Workplace.options(Workplace.BRISK.slots(0)))) {
      PendingRun run =
          with.conversations().start().run(request(without, "Hello?").context(new Unregistered()));
      // Behind the other in the queue: when it has ended, that one has been looked at.
      assertThat(Workplace.end(without.ask("Plain?")).status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(run.get().status()).isEqualTo(RunStatus.QUEUED);
      try (Threadkeep working =
          Threadkeep.on(
              Workplace.foundations(trial, trial.store(), PuppetTransport.answering())
                  .withPolicy(known),
              Workplace.options(Workplace.BRISK.slots(1)))) {
        assertThat(working.runs()).isNotNull();
        Run ended = Workplace.end(run);
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(ended.progress().attempts()).isEqualTo(1);
      }
      assertThat(transport.requests()).hasSize(1);
    }
  }

  @ContractRule("CONTEXT-5")
  default void promptsAreCutToWhatIsLeftOfTheRunsBudget(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    PuppetTransport transport = ToolAsking.once(ToolAsking.weather("call"));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      for (int turn = 0; turn < 6; turn++) {
        workplace.chat().append(NewMessage.user("Why?"), NewMessage.assistant(LONG_ANSWER));
      }
      // Each call uses 30 prompt tokens by the provider's count, whatever it was sent.
      Run run = ask(workplace, request(workplace, "And now?").maxPromptTokens(400));
      assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
      List<WindowManifest> windows =
          steps(workplace, run).stream()
              .map(step -> Objects.requireNonNull(step.manifest()))
              .toList();
      assertThat(windows).extracting(WindowManifest::tokens).allMatch(tokens -> tokens <= 400);
      assertThat(windows)
          .extracting(window -> window.details().mostTokens())
          .containsExactly(400, 370);
      assertThat(windows.get(0).included()).isNotEqualTo(List.of(new PositionRange(1, 13)));

      int before = transport.requests().size();
      Run spent = ask(workplace, request(workplace, "And then?").maxPromptTokens(60));
      assertThat(spent.status()).isEqualTo(RunStatus.INCOMPLETE);
      assertThat(spent.progress().incomplete()).isEqualTo(IncompleteReason.MAX_PROMPT_TOKENS);
      assertThat(spent.error()).isNull();
      assertThat(transport.requests()).as("only the first call fits").hasSize(before + 1);
      assertThat(workplace.chat().messages().filter(m -> !m.toolResults().isEmpty())).hasSize(2);
      assertThat(Workplace.end(workplace.ask("Go on?")).status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @ContractRule("CONTEXT-6")
  default void callsAreAskedForWhatIsLeftOfTheCompletionTokens(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    PuppetTransport transport = ToolAsking.once(ToolAsking.weather("call"));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      Run run = ask(workplace, request(workplace, "And now?").maxCompletionTokens(100));
      assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(transport.requests())
          .extracting(ModelRequest::settings)
          .extracting(settings -> settings.maxCompletionTokens())
          .containsExactly(100, 88);

      Run spent = ask(workplace, request(workplace, "And then?").maxCompletionTokens(20));
      assertThat(spent.status()).isEqualTo(RunStatus.INCOMPLETE);
      assertThat(spent.progress().incomplete()).isEqualTo(IncompleteReason.MAX_COMPLETION_TOKENS);
      assertThat(transport.requests()).hasSize(3);
      assertThat(tool.requests()).as("the second run's is not carried out").hasSize(1);
      assertThat(spent.usage()).isEqualTo(PuppetTransport.USAGE);
    }
  }

  @ContractRule("CONTEXT-7")
  default void anExplanationTellsWhatWasShownAndWhatNot(Trial trial) {
    try (Workplace workplace = new Workplace(trial, PuppetTransport.answering())) {
      for (int turn = 0; turn < 3; turn++) {
        workplace.chat().append(NewMessage.user("Why?"), NewMessage.assistant("Secret words."));
      }
      Run run =
          ask(workplace, workplace.assistant(), "And now?", new Pinned(1, new LastMessages(2)));
      assertThat(workplace.keep().runs().explain(run.id()).text())
          .contains(
              run.id().value() + " of " + run.threadId().value() + ": completed; 1 model call")
          .contains("policy     pinned(1, last-messages(2))")
          .contains("shown      1, 6-7 of 1-7")
          .contains("pinned     1")
          .contains("left out   2-5, older than the policy reaches")
          .contains("30 prompt tokens (0 cached, 0 %), 12 completion tokens")
          .doesNotContain("Secret");
    }
  }

  private static RunRequest request(Workplace workplace, String question) {
    return RunRequest.by(workplace.assistant().id()).saying(NewMessage.user(question));
  }

  private static Run ask(
      Workplace workplace, Assistant assistant, String question, @Nullable ContextPolicy policy) {
    RunRequest request = RunRequest.by(assistant.id()).saying(NewMessage.user(question));
    return ask(workplace, policy == null ? request : request.context(policy));
  }

  private static Run ask(Workplace workplace, RunRequest request) {
    return Workplace.end(workplace.chat().run(request));
  }

  private static String policy(Workplace workplace, Run run) {
    return Objects.requireNonNull(steps(workplace, run).get(0).manifest()).policy();
  }

  private static List<RunStep> steps(Workplace workplace, Run run) {
    return workplace.keep().runs().steps(run.id(), PageRequest.oldestFirst()).items();
  }

  /** One that nobody has told Threadkeep of. */
  record Unregistered() implements ContextPolicy {
    @Override
    public void fill(WindowBuilder window) {}

    @Override
    public String spec() {
      return "unregistered";
    }
  }
}
