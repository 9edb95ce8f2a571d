package io.threadkeep.observe.opentelemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.observe.EngineListener;
import io.threadkeep.observe.ModelCallReport;
import io.threadkeep.observe.ToolCallReport;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Traces runs with the semantic conventions for generative AI: {@code foundations.observedBy(new
 * OpenTelemetryListener(telemetry, "openai"))}.
 *
 * <p>A span {@code invoke_agent} for each attempt at a run, a child of the span that was current
 * when the run was submitted if a worker of the same JVM was free at once; in it a span {@code chat
 * {model}} for each model call and {@code execute_tool {tool}} for each tool call. They are made
 * when the call is over, so that what transports and tools trace themselves is not within them. The
 * histograms are {@code gen_ai.client.operation.duration} and {@code gen_ai.client.token.usage}.
 * Nothing of what is said is told, and no user.
 */
public final class OpenTelemetryListener implements EngineListener {
  private static final String SCOPE = "io.threadkeep";
  private static final AttributeKey<String> OPERATION = stringKey("gen_ai.operation.name");
  private static final AttributeKey<String> PROVIDER = stringKey("gen_ai.provider.name");
  private static final AttributeKey<String> MODEL = stringKey("gen_ai.request.model");
  private static final AttributeKey<String> ANSWERED_BY = stringKey("gen_ai.response.model");
  private static final AttributeKey<List<String>> FINISH =
      stringArrayKey("gen_ai.response.finish_reasons");
  private static final AttributeKey<String> CONVERSATION = stringKey("gen_ai.conversation.id");
  private static final AttributeKey<String> AGENT = stringKey("gen_ai.agent.id");
  private static final AttributeKey<Long> INPUT = longKey("gen_ai.usage.input_tokens");
  private static final AttributeKey<Long> OUTPUT = longKey("gen_ai.usage.output_tokens");
  private static final AttributeKey<String> TOOL = stringKey("gen_ai.tool.name");
  private static final AttributeKey<String> TOOL_TYPE = stringKey("gen_ai.tool.type");
  private static final AttributeKey<String> CALL = stringKey("gen_ai.tool.call.id");
  private static final AttributeKey<String> ERROR = stringKey("error.type");
  private static final AttributeKey<String> RUN = stringKey("threadkeep.run.id");
  private static final AttributeKey<Long> ATTEMPT = longKey("threadkeep.run.attempt");
  private static final AttributeKey<String> STATUS = stringKey("threadkeep.run.status");

  private final Tracer tracer;
  private final ClientMetrics metrics;
  private final String provider;
  private final InstantSource clock;
  private final Map<Lease, Span> attempts = new ConcurrentHashMap<>();

  /**
   * @param provider whose models are called, as the conventions name it: {@code openai}, {@code
   *     azure.ai.openai}
   */
  public OpenTelemetryListener(OpenTelemetry telemetry, String provider) {
    this.tracer = telemetry.getTracer(SCOPE);
    this.metrics = new ClientMetrics(telemetry.getMeter(SCOPE));
    this.provider = provider;
    this.clock = SystemTime.clock();
  }

  @Override
  public void attemptBegun(LeasedRun attempt) {
    Run run = attempt.run();
    Span span =
        tracer
            .spanBuilder("invoke_agent")
            .setAllAttributes(common("invoke_agent", run))
            .setAttribute(AGENT, run.spec().assistantId().value())
            .setAttribute(ATTEMPT, (long) run.progress().attempts())
            .startSpan();
    attempts.put(attempt.lease(), span);
  }

  @Override
  public void attemptEnded(LeasedRun attempt, Run run) {
    Span span = attempts.remove(attempt.lease());
    if (span == null) {
      return;
    }
    span.setAttribute(STATUS, run.status().wireName());
    Usage before = attempt.run().usage();
    span.setAttribute(INPUT, run.usage().promptTokens() - before.promptTokens());
    span.setAttribute(OUTPUT, run.usage().completionTokens() - before.completionTokens());
    RunError error = run.progress().error();
    if (run.status() == RunStatus.FAILED && error != null) {
      fail(span, error.code().name().toLowerCase(Locale.ROOT));
    }
    span.end();
  }

  @Override
  public void modelCalled(ModelCallReport call) {
    SpanBuilder builder =
        tracer
            .spanBuilder("chat " + call.model())
            .setSpanKind(SpanKind.CLIENT)
            .setAllAttributes(attributes(call));
    String error = call.error() == null ? null : call.error().getClass().getName();
    ended(builder, call.attempt(), call.took(), error);
    metrics.called(call, basics("chat", call.attempt().run()), error);
  }

  private Attributes attributes(ModelCallReport call) {
    AttributesBuilder attributes = common("chat", call.attempt().run()).toBuilder();
    ModelCallReport.Answer answer = call.answer();
    if (answer != null) {
      attributes
          .put(ANSWERED_BY, answer.model())
          .put(FINISH, List.of(answer.finish().name().toLowerCase(Locale.ROOT)))
          .put(INPUT, answer.usage().promptTokens())
          .put(OUTPUT, answer.usage().completionTokens());
    }
    return attributes.build();
  }

  @Override
  public void toolCalled(ToolCallReport call) {
    SpanBuilder builder =
        tracer
            .spanBuilder("execute_tool " + call.tool())
            .setAllAttributes(common("execute_tool", call.attempt().run()))
            .setAttribute(TOOL, call.tool())
            .setAttribute(TOOL_TYPE, "function")
            .setAttribute(CALL, call.callId());
    ended(builder, call.attempt(), call.took(), call.error());
  }

  /** A span of what has just ended, within its attempt's if that has not. */
  private void ended(
      SpanBuilder builder, LeasedRun attempt, Duration took, @Nullable String error) {
    Span within = attempts.get(attempt.lease());
    if (within != null) {
      builder.setParent(Context.root().with(within));
    }
    Instant now = clock.instant();
    Span span = builder.setStartTimestamp(now.minus(took)).startSpan();
    if (error != null) {
      fail(span, error);
    }
    span.end(now);
  }

  private static void fail(Span span, String error) {
    span.setAttribute(ERROR, error);
    span.setStatus(StatusCode.ERROR);
  }

  private Attributes common(String operation, Run run) {
    return basics(operation, run).toBuilder()
        .put(CONVERSATION, run.threadId().value())
        .put(RUN, run.id().value())
        .build();
  }

  /** Of few values each, so that metrics can have them too. */
  private Attributes basics(String operation, Run run) {
    return Attributes.of(
        OPERATION, operation, PROVIDER, provider, MODEL, run.spec().settings().model());
  }
}
