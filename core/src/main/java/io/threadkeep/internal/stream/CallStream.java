package io.threadkeep.internal.stream;

import io.threadkeep.event.EventBody;
import io.threadkeep.id.MessageId;
import io.threadkeep.limit.Text;
import io.threadkeep.limit.TextPieces;
import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.ModelDelta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What one model call has said so far of the message that it writes. Guarded by its run's stream.
 */
public final class CallStream {

  /** One strand of the message: its text, its refusal, or the arguments of one tool call. */
  static final class Strand {
    private final TextPieces pieces = new TextPieces();
    private final Function<String, EventBody> event;

    Strand(Function<String, EventBody> event) {
      this.event = event;
    }

    EventBody event(String piece) {
      return event.apply(piece);
    }
  }

  private final MessageId message;
  private final EventQueue events;
  private final Strand text;
  private final Strand refusal;
  private final Map<Integer, Strand> toolCalls = new TreeMap<>();

  CallStream(MessageId message, EventQueue events) {
    this.message = message;
    this.events = events;
    this.text = new Strand(piece -> new EventBody.TextDelta(message, piece));
    this.refusal = new Strand(piece -> new EventBody.RefusalDelta(message, piece));
  }

  MessageId message() {
    return message;
  }

  void add(ModelDelta delta) {
    if (delta instanceof ModelDelta.TextDelta piece) {
      add(text, piece.text());
    } else if (delta instanceof ModelDelta.RefusalDelta piece) {
      add(refusal, piece.text());
    } else if (delta instanceof ModelDelta.ToolCallDelta piece) {
      Strand strand = toolCalls.get(piece.index());
      if (strand == null) {
        strand = toolCall(piece.index(), piece.callId(), piece.name());
        // That there is a call is worth telling, even before its first argument.
        events.grow(strand, "");
      }
      add(strand, piece.arguments());
    }
  }

  /** Lets go of half a character whose other half has not come. */
  void end() {
    release(text);
    release(refusal);
    toolCalls.values().forEach(this::release);
  }

  /**
   * What can be kept of the message. Not its tool calls: one without its result must not enter the
   * log.
   */
  List<ContentPart> content() {
    List<ContentPart> content = new ArrayList<>();
    if (!text.pieces.isEmpty()) {
      content.add(new ContentPart.Text(text.pieces.text()));
    }
    if (!refusal.pieces.isEmpty()) {
      content.add(new ContentPart.Refusal(refusal.pieces.text()));
    }
    return content;
  }

  /** What is missing of {@code whole}: all of it, if the transport does not stream. */
  List<EventBody> missing(Collection<ContentPart> whole) {
    StringBuilder wholeText = new StringBuilder();
    StringBuilder wholeRefusal = new StringBuilder();
    List<EventBody> calls = new ArrayList<>();
    for (ContentPart part : whole) {
      if (part instanceof ContentPart.Text piece) {
        wholeText.append(piece.text());
      } else if (part instanceof ContentPart.Refusal piece) {
        wholeRefusal.append(piece.text());
      } else if (part instanceof ContentPart.ToolCall call && toolCalls.isEmpty()) {
        calls.add(
            new EventBody.ToolCallDelta(
                message, calls.size(), call.callId(), call.name(), call.arguments()));
      }
    }
    List<EventBody> missing = new ArrayList<>();
    addMissing(text, wholeText.toString(), missing);
    addMissing(refusal, wholeRefusal.toString(), missing);
    missing.addAll(calls);
    return missing;
  }

  private static void addMissing(Strand strand, String whole, List<EventBody> missing) {
    String said = strand.pieces.text();
    if (whole.length() > said.length() && whole.startsWith(said)) {
      missing.add(strand.event(whole.substring(said.length())));
    }
  }

  private Strand toolCall(int index, String callId, String name) {
    String safeId = Text.sanitise(callId);
    String safeName = Text.sanitise(name);
    Strand strand =
        new Strand(piece -> new EventBody.ToolCallDelta(message, index, safeId, safeName, piece));
    toolCalls.put(index, strand);
    return strand;
  }

  private void add(Strand strand, String piece) {
    grow(strand, strand.pieces.add(piece));
  }

  private void release(Strand strand) {
    grow(strand, strand.pieces.end());
  }

  private void grow(Strand strand, String ready) {
    if (!ready.isEmpty()) {
      events.grow(strand, ready);
    }
  }
}
