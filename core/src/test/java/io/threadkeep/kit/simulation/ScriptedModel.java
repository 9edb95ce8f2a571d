package io.threadkeep.kit.simulation;

import io.threadkeep.id.RunId;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Run;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model, as one process reaches it: slow, talkative, fond of tools, and not always there. Which
 * run asks stands in the instructions.
 */
final class ScriptedModel implements ModelTransport {
  static final String MODEL = "scripted";
  private static final int MOST_ROUNDS = 3;

  private final Scheduler scheduler;
  private final Host host;
  private final Weather weather;
  private final Auditor auditor;
  private final Findings findings;

  ScriptedModel(Host host, World world) {
    this.host = host;
    this.scheduler = world.scheduler();
    this.weather = world.weather();
    this.auditor = world.auditor();
    this.findings = world.findings();
  }

  @Override
  public ModelReply call(ModelRequest request, ModelCall call) {
    RunId id = new RunId(request.instructions());
    auditor.note(host, "model called for " + id);
    Run run = auditor.now(id);
    if (run != null) {
      new WindowAudit(run, auditor.question(run), request.messages(), auditor::accept).check();
    }
    if (!weather.isCalm() && isPoisoned(request)) {
      findings.cover(Coverage.POISON_CRASH);
      scheduler.crash(host);
    }
    if (weather.strikes(weather.rates().model())) {
      return fail(id, request, call);
    }
    int atMost = weather.random().nextInt(8) == 0 ? 7_500 : 2_500;
    work(id, call, Duration.ofMillis(20 + weather.random().nextInt(atMost)), request.timeout());
    findings.answered();
    return answer(request, run);
  }

  /** Says a word and is at it for a while, unless it is told to stop. */
  private void work(RunId id, ModelCall call, Duration takes, Duration atMost) {
    call.emit(new ModelDelta.TextDelta(said(auditor.now(id))));
    Activity self = scheduler.current();
    call.onCancel(() -> scheduler.wake(self));
    scheduler.sleep(takes.compareTo(atMost) > 0 ? atMost : takes);
    if (call.isCancelled()) {
      throw new CallCancelledException("Stopped.", null);
    }
    auditor.atWork(host, id);
    if (takes.compareTo(atMost) > 0) {
      throw new ModelTimeoutException("Too slow.", null);
    }
  }

  private ModelReply fail(RunId id, ModelRequest request, ModelCall call) {
    Duration soon = Duration.ofMillis(weather.random().nextInt(1_500));
    switch (weather.random().nextInt(6)) {
      case 0 -> work(id, call, request.timeout().plusSeconds(1), request.timeout());
      case 1 -> throw new OverloadedException("Busy.", soon, null);
      case 2 -> throw new RateLimitedException("Too many.", soon, null);
      case 3 -> hearNothing(id, request);
      case 4 -> {
        work(id, call, soon, request.timeout());
        findings.answered();
        return reply(List.of(new ContentPart.Text(said(auditor.now(id)))), FinishReason.LENGTH);
      }
      default -> work(id, call, soon, request.timeout());
    }
    throw new TruncatedAnswerException("The stream has ended before the answer.", null);
  }

  /** Comes back long after its time, whatever it is told. */
  private void hearNothing(RunId id, ModelRequest request) {
    auditor.deaf(host, id);
    scheduler.sleep(request.timeout().plusSeconds(weather.random().nextInt(20)));
    auditor.deafReturned(host, id);
  }

  private ModelReply answer(ModelRequest request, @Nullable Run run) {
    long rounds =
        request.messages().stream()
            .filter(message -> run != null && run.id().equals(message.origin().runId()))
            .filter(message -> !message.toolCalls().isEmpty())
            .count();
    if (rounds >= MOST_ROUNDS || request.tools().isEmpty() || weather.random().nextBoolean()) {
      return reply(List.of(new ContentPart.Text(said(run))), FinishReason.STOP);
    }
    List<ContentPart> calls = new ArrayList<>();
    for (int left = 1 + weather.random().nextInt(3); left > 0; left--) {
      String tool = request.tools().get(weather.random().nextInt(request.tools().size())).name();
      String callId = "call_" + Long.toHexString(weather.random().nextLong());
      calls.add(new ContentPart.ToolCall(callId, tool, "{}"));
    }
    return reply(calls, FinishReason.TOOL_CALLS);
  }

  private ModelReply reply(List<ContentPart> content, FinishReason finish) {
    Usage usage = Usage.of(1 + weather.random().nextInt(100), 1 + weather.random().nextInt(100));
    return new ModelReply(content, finish, usage, MODEL);
  }

  private static String said(@Nullable Run run) {
    return run == null ? "nobody asks" : "an answer " + Canary.of(run.threadId());
  }

  private static boolean isPoisoned(ModelRequest request) {
    return request.messages().stream().anyMatch(message -> message.text().contains(Client.POISON));
  }

  @Override
  public void close() {}
}
