package io.threadkeep.samples.benchmarks.work;

import io.threadkeep.Conversation;
import io.threadkeep.Foundations;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.Scope;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.RunLimits;
import io.threadkeep.options.WorkerOptions;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.ThreadStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** A whole Threadkeep as a host has it, with slots to spare and its defaults otherwise. */
final class EngineStage implements Stage {
  private static final Scope SCOPE = Scope.user("acme", "u-42");

  private final Threadkeep keep;
  private final Assistant assistant;

  EngineStage(ThreadStore store, int callers) {
    int slots = WorkerOptions.defaults().slots() + 2 * callers;
    this.keep =
        Threadkeep.on(
            Foundations.of(store, InstantModel.transport()),
            EngineOptions.defaults()
                .workers(WorkerOptions.defaults().slots(slots))
                .limits(RunLimits.defaults().whenBusy(WhenBusy.ENQUEUE)));
    this.assistant =
        keep.assistants(SCOPE)
            .create(NewAssistant.named("Answerer").instructions(InstantModel.INSTRUCTIONS));
  }

  @Override
  public Chat begin(int messages) {
    Conversation conversation = keep.conversations(SCOPE).start();
    for (int from = 0; from < messages; from += Limits.BATCH) {
      conversation.append(
          LongStream.range(from, Math.min(messages, from + Limits.BATCH))
              .mapToObj(n -> NewMessage.user(Texts.question(-n)))
              .toList(),
          null);
    }
    return new EngineChat(conversation, new AtomicLong());
  }

  @Override
  public void close() {
    keep.close();
  }

  private final class EngineChat implements Chat {
    private final Conversation conversation;
    private final AtomicLong turns;

    EngineChat(Conversation conversation, AtomicLong turns) {
      this.conversation = conversation;
      this.turns = turns;
    }

    @Override
    public Turn caller() {
      return () -> conversation.ask(assistant, Texts.question(turns.incrementAndGet()));
    }

    @Override
    public boolean isWhole(int turns) {
      List<Message> messages = conversation.messages().toList();
      return DenseLog.isDense(messages) && DenseLog.isAnswered(messages, turns);
    }

    @Override
    public void delete() {
      keep.conversations(SCOPE).delete(conversation.id());
    }
  }
}
