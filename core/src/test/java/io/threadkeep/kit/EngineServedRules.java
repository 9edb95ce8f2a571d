package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.id.AssistantId;
import io.threadkeep.message.NewMessage;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.tool.ToolTraits;

/** ENGINE-50 to 51: workers that do not all have the same tools. */
interface EngineServedRules extends StoreRules {

  @ContractRule("ENGINE-50")
  default void aRunIsBegunByAWorkerThatHasItsTools(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    PuppetTransport unskilled = PuppetTransport.answering();
    PuppetTransport skilled = ToolAsking.once(ToolAsking.weather("call-1"));
    try (Workplace desk =
            new Workplace(
                trial,
                trial.store(),
                PuppetTransport.answering(),
                Workplace.options(Workplace.BRISK.slots(0)),
                tool);
        Workplace without =
            new Workplace(trial, trial.store(), unskilled, Workplace.BRISK.slots(1))) {
      PendingRun withTool = desk.ask("What is the weather?");
      // Behind the other in the queue: when it has ended, that one has been looked at.
      PendingRun plain = ask(desk, without.assistant().id(), "What is the capital?");
      assertThat(Workplace.end(plain).status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(withTool.get().status()).isEqualTo(RunStatus.QUEUED);
      try (Workplace with = new Workplace(trial, skilled, tool)) {
        assertThat(with.keep()).isNotNull();
        Run ended = Workplace.end(withTool);
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(ended.progress().attempts()).isEqualTo(1);
      }
      assertThat(tool.requests()).hasSize(1);
      assertThat(unskilled.requests())
          .extracting(PuppetTransport::newest)
          .containsExactly("What is the capital?");
    }
  }

  @ContractRule("ENGINE-51")
  default void aRunIsNotBornIntoHandsThatLackItsTools(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    PuppetTransport unskilled = PuppetTransport.answering();
    try (Workplace with =
            new Workplace(trial, ToolAsking.once(ToolAsking.weather("call-1")), tool);
        Workplace without = new Workplace(trial, unskilled)) {
      for (int n = 0; n < 5; n++) {
        Run ended = Workplace.end(ask(without, with.assistant().id(), "What is the weather?"));
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
      }
      assertThat(tool.requests()).hasSize(5);
      assertThat(unskilled.requests()).isEmpty();
    }
  }

  /** On a chat of its own. */
  private static PendingRun ask(Workplace workplace, AssistantId assistant, String question) {
    return workplace
        .keep()
        .conversations()
        .start()
        .run(RunRequest.by(assistant).saying(NewMessage.user(question)));
  }
}
