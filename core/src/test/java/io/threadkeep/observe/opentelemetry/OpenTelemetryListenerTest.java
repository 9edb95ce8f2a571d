package io.threadkeep.observe.opentelemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.threadkeep.observe.ObservedRuns;
import io.threadkeep.observe.ToolCallReport;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunStatus;
import io.threadkeep.transport.OverloadedException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenTelemetryListenerTest {
  @RegisterExtension
  private final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

  private final ObservedRuns runs = new ObservedRuns();
  private final LeasedRun attempt = runs.begun();

  private OpenTelemetryListener listener() {
    return new OpenTelemetryListener(telemetry.getOpenTelemetry(), "openai");
  }

  @Test
  void anAttemptIsASpanWithItsCallsInIt() {
    OpenTelemetryListener listener = listener();
    listener.attemptBegun(attempt);
    listener.modelCalled(ObservedRuns.answered(attempt));
    listener.toolCalled(
        new ToolCallReport(attempt, "weather", "call-1", Duration.ofSeconds(1), null));
    listener.attemptEnded(attempt, runs.run(RunStatus.COMPLETED, null));

    SpanData run = span("invoke_agent");
    assertThat(run)
        .hasKind(SpanKind.INTERNAL)
        .hasStatus(StatusData.unset())
        .hasAttribute(stringKey("gen_ai.operation.name"), "invoke_agent")
        .hasAttribute(stringKey("gen_ai.provider.name"), "openai")
        .hasAttribute(stringKey("gen_ai.agent.id"), attempt.run().spec().assistantId().value())
        .hasAttribute(stringKey("gen_ai.conversation.id"), attempt.run().threadId().value())
        .hasAttribute(stringKey("threadkeep.run.id"), attempt.run().id().value())
        .hasAttribute(stringKey("threadkeep.run.status"), "completed")
        .hasAttribute(longKey("gen_ai.usage.input_tokens"), 30L);

    SpanData chat = span("chat m");
    assertThat(chat)
        .hasParent(run)
        .hasKind(SpanKind.CLIENT)
        .hasAttribute(stringKey("gen_ai.operation.name"), "chat")
        .hasAttribute(stringKey("gen_ai.request.model"), "m")
        .hasAttribute(stringKey("gen_ai.response.model"), "m-2026")
        .hasAttribute(longKey("gen_ai.usage.input_tokens"), 30L)
        .hasAttribute(longKey("gen_ai.usage.output_tokens"), 12L);
    assertThat(chat.getEndEpochNanos() - chat.getStartEpochNanos())
        .isEqualTo(TimeUnit.SECONDS.toNanos(2));

    assertThat(span("execute_tool weather"))
        .hasParent(run)
        .hasAttribute(stringKey("gen_ai.operation.name"), "execute_tool")
        .hasAttribute(stringKey("gen_ai.tool.name"), "weather")
        .hasAttribute(stringKey("gen_ai.tool.call.id"), "call-1")
        .hasStatus(StatusData.unset());
  }

  @Test
  void failuresNameTheirTypeAndNothingElse() {
    OpenTelemetryListener listener = listener();
    OverloadedException error = new OverloadedException("secret", Duration.ZERO, null);
    RunError reason = new RunError(RunError.Code.SERVER_ERROR, "secret");
    listener.attemptBegun(attempt);
    listener.modelCalled(ObservedRuns.failed(attempt, error));
    listener.attemptEnded(attempt, runs.run(RunStatus.FAILED, reason));
    assertThat(span("chat m"))
        .hasStatus(StatusData.error())
        .hasAttribute(stringKey("error.type"), OverloadedException.class.getName());
    assertThat(span("invoke_agent"))
        .hasStatus(StatusData.error())
        .hasAttribute(stringKey("error.type"), "server_error");
    assertThat(telemetry.getSpans().toString()).doesNotContain("secret", "ann", "acme");
  }

  @Test
  void aRunThatIsBegunAtOnceBelongsToWhoeverSubmittedIt() {
    OpenTelemetryListener listener = listener();
    Span request = telemetry.getOpenTelemetry().getTracer("host").spanBuilder("POST").startSpan();
    try (Scope current = request.makeCurrent()) {
      listener.attemptBegun(attempt);
    } finally {
      request.end();
    }
    listener.attemptEnded(attempt, runs.run(RunStatus.COMPLETED, null));
    // Its thread was given up long ago: the call comes back when the attempt is over.
    listener.modelCalled(ObservedRuns.answered(attempt));
    assertThat(span("invoke_agent")).hasParent(span("POST"));
    assertThat(span("chat m")).hasNoParent();
  }

  @Test
  void callsAreMeasuredByModelProviderAndError() {
    OpenTelemetryListener listener = listener();
    listener.modelCalled(ObservedRuns.answered(attempt));
    listener.modelCalled(
        ObservedRuns.failed(attempt, new OverloadedException("no", Duration.ZERO, null)));
    List<HistogramPointData> durations =
        metric("gen_ai.client.operation.duration").getHistogramData().getPoints().stream()
            .sorted(Comparator.comparingDouble(HistogramPointData::getSum))
            .toList();
    assertThat(durations).extracting(HistogramPointData::getSum).containsExactly(1.0, 2.0);
    assertThat(durations.get(0).getAttributes())
        .isEqualTo(
            Attributes.builder()
                .put("gen_ai.operation.name", "chat")
                .put("gen_ai.provider.name", "openai")
                .put("gen_ai.request.model", "m")
                .put("error.type", OverloadedException.class.getName())
                .build());
    assertThat(durations.get(0).getBoundaries()).hasSize(14).startsWith(0.01).endsWith(81.92);
    assertThat(metric("gen_ai.client.token.usage").getHistogramData().getPoints())
        .extracting(
            point -> point.getAttributes().get(stringKey("gen_ai.token.type")) + point.getSum())
        .containsExactlyInAnyOrder("input30.0", "output12.0");
  }

  private SpanData span(String name) {
    return telemetry.getSpans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private MetricData metric(String name) {
    return telemetry.getMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
