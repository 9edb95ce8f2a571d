package io.threadkeep.internal.engine;

import io.threadkeep.context.PositionRange;
import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.Summary;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.engine.Summariser.Job;
import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.SummaryBasis;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the next versions of a thread's summary, each from the one before and what came since. */
final class SummaryWriter {
  /** Fewer are not worth a call. */
  static final int FEWEST_MESSAGES = 6;

  /** For one version; what is beyond waits for the next one. */
  private static final int MOST_MESSAGES = 50;

  /** A thread that comes late to its first summary is not read from the start of time. */
  private static final int FURTHEST_BACK = 1_000;

  private final ThreadStore store;
  private final SummaryModel model;
  private final PromptSizes sizes;
  private final IdSource ids;
  private final InstantSource clock;
  private final Duration modelTimeout;

  SummaryWriter(
      ThreadStore store,
      SummaryModel model,
      PromptSizes sizes,
      IdSource ids,
      InstantSource clock,
      Duration modelTimeout) {
    this.store = store;
    this.model = model;
    this.sizes = sizes;
    this.ids = ids;
    this.clock = clock;
    this.modelTimeout = modelTimeout;
  }

  /** Makes versions until little is missing, or the model is not to be called now. */
  void bringUpToDate(Job job) {
    boolean goesOn = true;
    long withdrawn = 0;
    while (goesOn && !model.isStopped()) {
      Summary newest = newest(job);
      long last = newest == null ? job.upTo() - FURTHEST_BACK : newest.to();
      long from = Math.max(Math.max(last, withdrawn), 0) + 1;
      long to = Math.min(job.upTo(), from + MOST_MESSAGES - 1);
      if (to - from + 1 < FEWEST_MESSAGES) {
        return;
      }
      List<Message> said =
          store.messages().before(job.owner(), job.thread(), to + 1, (int) (to - from + 1));
      if (!said.isEmpty() && said.stream().allMatch(Message::saysNothing)) {
        withdrawn = to;
      } else {
        goesOn = !said.isEmpty() && makeNext(job, newest, new PositionRange(from, to), said);
      }
    }
  }

  /** Calls under way end, and there are no more. */
  void stop() {
    model.stop();
  }

  /** Returns whether there is a next version now. */
  private boolean makeNext(
      Job job, @Nullable Summary newest, PositionRange added, List<Message> said) {
    ModelRequest request = SummaryPrompt.of(job.model(), newest, said, ids.message(), modelTimeout);
    ModelReply reply = model.ask(job, request).orElse(null);
    if (reply == null) {
      return false;
    }
    PositionRange range =
        new PositionRange(newest == null ? added.from() : newest.from(), added.to());
    Scope payer = job.owner();
    try {
      Summary summary =
          Summary.of(job.thread(), job.model(), range, text(reply), sizes, clock.instant());
      SummaryBasis basis = new SummaryBasis(newest, said);
      return store.summaries().add(job.owner(), new MadeSummary(summary, reply.usage()), basis);
    } catch (NotFoundException e) {
      // Deleted meanwhile, perhaps with its user, and with it whatever was to be summed up.
      payer = Scope.tenant(payer.tenant());
      return false;
    } finally {
      model.note(job, payer, reply.usage());
    }
  }

  private @Nullable Summary newest(Job job) {
    return store
        .summaries()
        .newest(job.owner(), job.thread(), job.model(), job.upTo())
        .map(MadeSummary::summary)
        .orElse(null);
  }

  private static String text(ModelReply reply) {
    String text =
        reply.content().stream()
            .filter(ContentPart.Text.class::isInstance)
            .map(part -> ((ContentPart.Text) part).text())
            .collect(Collectors.joining("\n"))
            .strip();
    if (text.isEmpty()) {
      throw new MalformedAnswerException("The model has written no summary.", null);
    }
    return Text.truncate(Text.sanitise(text), Limits.SUMMARY);
  }
}
