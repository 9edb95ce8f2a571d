package io.threadkeep.transfer;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.message.Message;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.EndedRun;
import io.threadkeep.thread.ChatThread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files as an export must write them, made without one: what stores give is measured by it. */
public final class ExportText {

  /** A thread with all that an export holds of it. */
  public record Written(ChatThread thread, List<Message> messages, List<EndedRun> runs) {}

  private ExportText() {}

  public static String of(
      Scope scope, Map<AssistantId, Assistant> assistants, List<Written> threads) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      LineWriter out = new LineWriter(bytes);
      out.writeApart(Line.Header.now(Instant.EPOCH, scope));
      TransferCounts totals = TransferCounts.NONE;
      for (Written written : threads) {
        totals = totals.plus(write(out, written, assistants, new HashSet<>()));
      }
      out.writeApart(new Line.End(totals));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static TransferCounts write(
      LineWriter out, Written written, Map<AssistantId, Assistant> all, Set<AssistantId> named)
      throws IOException {
    int assistants = 0;
    int steps = 0;
    out.begin(Line.ThreadStart.of(written.thread()));
    for (Message message : written.messages()) {
      out.write(Line.OfMessage.of(message));
    }
    for (EndedRun ended : written.runs()) {
      AssistantId id = ended.run().spec().assistantId();
      if (named.add(id) && all.containsKey(id)) {
        out.write(new Line.OfAssistant(all.get(id)));
        assistants++;
      }
      out.write(Line.OfRun.of(ended.run()));
      for (RunStep step : ended.steps()) {
        out.write(new Line.OfStep(step));
        steps++;
      }
    }
    TransferCounts counts =
        new TransferCounts(1, written.messages().size(), written.runs().size(), steps, assistants);
    out.end(written.thread().id(), counts, 0, true);
    return counts;
  }

  /** The lines behind the header: what two exports of the same have in common. */
  public static String body(String file) {
    return file.substring(file.indexOf('\n') + 1);
  }

  /** The same lines with the right hashes: for files that are wrong in what they say alone. */
  public static String resealed(List<String> lines) {
    List<String> sealed = new ArrayList<>();
    LineHash hash = new LineHash();
    for (String line : lines) {
      if (line.startsWith("{\"type\":\"thread\"")) {
        hash = new LineHash();
      }
      if (line.startsWith("{\"type\":\"check\"")) {
        sealed.add(JsonCodec.write((Line) new Line.Check(hash.lines(), hash.soFar())));
      } else if (line.startsWith("{\"type\":\"thread_end\"")) {
        Line.ThreadEnd end = (Line.ThreadEnd) JsonCodec.read(line, Line.class);
        sealed.add(
            JsonCodec.write(
                new Line.ThreadEnd(
                    end.id(),
                    end.messages(),
                    end.runs(),
                    end.steps(),
                    end.activeRuns(),
                    end.whole(),
                    hash.lines(),
                    hash.soFar())));
      } else {
        sealed.add(line);
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        hash.add(bytes, bytes.length);
      }
    }
    return String.join("\n", sealed) + "\n";
  }
}
