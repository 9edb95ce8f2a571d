package io.threadkeep.observe.opentelemetry;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.threadkeep.observe.ModelCallReport;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The histograms that the semantic conventions have for model clients. The bounds are the
 * conventions' own.
 */
final class ClientMetrics {
  private static final AttributeKey<String> ANSWERED_BY = stringKey("gen_ai.response.model");
  private static final AttributeKey<String> TOKEN_TYPE = stringKey("gen_ai.token.type");
  private static final AttributeKey<String> ERROR = stringKey("error.type");

  /** 10 ms to 82 s. */
  private static final List<Double> SECONDS =
      DoubleStream.iterate(0.01, bound -> bound * 2).limit(14).boxed().toList();

  /** 1 to 67 million. */
  private static final List<Long> TOKENS =
      LongStream.iterate(1, bound -> bound * 4).limit(14).boxed().toList();

  private final DoubleHistogram duration;
  private final LongHistogram tokens;

  ClientMetrics(Meter meter) {
    this.duration =
        meter
            .histogramBuilder("gen_ai.client.operation.duration")
            .setUnit("s")
            .setDescription("GenAI operation duration.")
            .setExplicitBucketBoundariesAdvice(SECONDS)
            .build();
    this.tokens =
        meter
            .histogramBuilder("gen_ai.client.token.usage")
            .ofLongs()
            .setUnit("{token}")
            .setDescription("Number of input and output tokens used.")
            .setExplicitBucketBoundariesAdvice(TOKENS)
            .build();
  }

  void called(ModelCallReport call, Attributes basics, @Nullable String error) {
    AttributesBuilder attributes = basics.toBuilder();
    ModelCallReport.Answer answer = call.answer();
    if (answer != null) {
      attributes.put(ANSWERED_BY, answer.model());
    }
    Attributes answered = attributes.build();
    if (error != null) {
      attributes.put(ERROR, error);
    }
    duration.record(call.took().toNanos() / 1e9, attributes.build());
    if (answer != null) {
      tokens.record(answer.usage().promptTokens(), of(answered, "input"));
      tokens.record(answer.usage().completionTokens(), of(answered, "output"));
    }
  }

  private static Attributes of(Attributes answered, String type) {
    return answered.toBuilder().put(TOKEN_TYPE, type).build();
  }
}
