package io.threadkeep.transport.fake.cassette;

import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelReply;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * An answer or a failure. What comes last must be there, and no beginning of it would do: so a file
 * that was cut off is noticed.
 */
final class OutcomeForm {
  static final String ANSWER = "answer";
  static final String FAILURE = "failure";

  private static final String CONTENT = "content";
  private static final String FINISH = "finish";
  private static final String USAGE = "usage";
  private static final String PROMPT = "prompt_tokens";
  private static final String COMPLETION = "completion_tokens";
  private static final String CACHED = "cached_tokens";
  private static final String REASONING = "reasoning_tokens";
  private static final String MODEL = "model";
  private static final String TYPE = "type";
  private static final String RETRY_AFTER = "retry_after";
  private static final String SAID = "said";
  private static final String MESSAGE = "message";

  private OutcomeForm() {}

  /** The key under which an outcome is written. */
  static String key(Outcome outcome) {
    return outcome instanceof Outcome.Answer ? ANSWER : FAILURE;
  }

  static Node write(Outcome outcome) {
    return outcome instanceof Outcome.Answer answer
        ? write(answer.reply())
        : write((Outcome.Failure) outcome);
  }

  private static Node write(ModelReply reply) {
    return new Fields()
        .put(CONTENT, PartForm.write(reply.content()))
        .text(MODEL, reply.model())
        .put(USAGE, write(reply.usage()))
        .text(FINISH, written(reply.finish()))
        .node();
  }

  private static Node write(Usage usage) {
    Fields fields =
        new Fields()
            .number(PROMPT, usage.promptTokens())
            .number(COMPLETION, usage.completionTokens());
    if (usage.cachedTokens() != 0) {
      fields.number(CACHED, usage.cachedTokens());
    }
    if (usage.reasoningTokens() != 0) {
      fields.number(REASONING, usage.reasoningTokens());
    }
    return fields.node();
  }

  private static Node write(Outcome.Failure failure) {
    Fields fields = new Fields();
    if (!failure.said().isEmpty()) {
      fields.put(SAID, PartForm.write(failure.said()));
    }
    fields.text(MESSAGE, failure.message());
    if (!failure.retryAfter().isZero()) {
      fields.text(RETRY_AFTER, failure.retryAfter().toString());
    }
    return fields.text(TYPE, written(failure.type())).node();
  }

  static Outcome readAnswer(Entry answer) {
    answer.only(CONTENT, MODEL, USAGE, FINISH);
    return new Outcome.Answer(
        new ModelReply(
            PartForm.read(answer.get(CONTENT)),
            answer.get(FINISH).oneOf(FinishReason.class),
            readUsage(answer.get(USAGE).only(PROMPT, COMPLETION, CACHED, REASONING)),
            answer.get(MODEL).text()));
  }

  private static Usage readUsage(Entry usage) {
    return new Usage(
        tokens(usage.get(PROMPT)),
        tokens(usage.get(COMPLETION)),
        usage.find(CACHED).map(OutcomeForm::tokens).orElse(0L),
        usage.find(REASONING).map(OutcomeForm::tokens).orElse(0L));
  }

  private static long tokens(Entry count) {
    // What a provider counts is not for us to judge.
    return count.number(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  static Outcome readFailure(Entry failure) {
    failure.only(SAID, MESSAGE, RETRY_AFTER, TYPE);
    return new Outcome.Failure(
        failure.get(TYPE).oneOf(FailureType.class),
        failure.get(MESSAGE).text(),
        failure.find(RETRY_AFTER).map(OutcomeForm::duration).orElse(Duration.ZERO),
        failure.find(SAID).map(PartForm::read).orElse(List.of()));
  }

  private static Duration duration(Entry entry) {
    try {
      return Duration.parse(entry.text());
    } catch (DateTimeException e) {
      throw entry.wrong("an ISO 8601 duration such as PT1.5S");
    }
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
