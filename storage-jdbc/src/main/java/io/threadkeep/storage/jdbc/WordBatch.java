package io.threadkeep.storage.jdbc;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.storage.jdbc.schema.tables.records.TkMessageWordsRecord;
import io.threadkeep.storage.jdbc.schema.tables.records.TkThreadsRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;

/** Messages whose words are noted in one transaction: a piece of each of some threads. */
final class WordBatch {

  /** The messages of a thread behind {@code from}, up to {@code to}. */
  private record Piece(TkThreadsRecord thread, long from, long to) {
    ThreadId id() {
      return new ThreadId(thread.getId());
    }

    int size() {
      return (int) (to - from);
    }
  }

  private final Tables.SearchTables tables;
  private final Map<String, Piece> pieces = new LinkedHashMap<>();
  private final Map<Message, TkMessageWordsRecord> rows = new LinkedHashMap<>();

  WordBatch(Tables.SearchTables tables) {
    this.tables = tables;
  }

  /** Adds the only piece of {@code thread} that is in this batch. */
  void add(TkThreadsRecord thread, long from, long to) {
    pieces.put(thread.getId(), new Piece(thread, from, to));
  }

  int size() {
    return pieces.values().stream().mapToInt(Piece::size).sum();
  }

  /** Reads the messages and takes them apart; can be called again. */
  Map<Message, TkMessageWordsRecord> read(DSLContext sql, MessageRows messages) {
    rows.clear();
    for (Piece piece : pieces.values()) {
      Scope owner = ScopeCondition.scope(piece.thread().getTenant(), piece.thread().getUserId());
      for (Message message : messages.range(sql, piece.id(), piece.to(), piece.size())) {
        tables.words().row(owner, message).ifPresent(row -> rows.put(message, row));
      }
    }
    return rows;
  }

  /**
   * Notes what nobody else has noted meanwhile, of threads that are still there, or that forks
   * read: and of those, only what stays. Nothing of what was withdrawn since it was read.
   *
   * @return up to where the words of each thread are noted now, where that has changed
   */
  Map<String, Long> note(DSLContext sql, Scope within, MessageRows messages) {
    Map<String, Long> moved = new HashMap<>();
    List<Message> news = new ArrayList<>();
    tables
        .unread()
        .lock(sql, within, pieces.keySet())
        .forEach(
            (thread, room) -> {
              Piece piece = Objects.requireNonNull(pieces.get(thread));
              long to = Math.min(piece.to(), room.kept());
              // What is noted by now reaches into the piece, or up to it, and leaves some of it.
              if (piece.from() <= room.noted() && room.noted() < to) {
                moved.put(thread, to);
                news.addAll(said(piece, room.noted(), to));
              }
            });
    Set<String> withdrawn = messages.withdrawn(sql, news);
    tables
        .words()
        .insert(
            sql,
            news.stream()
                .filter(message -> !withdrawn.contains(message.id().value()))
                .map(rows::get)
                .toList());
    tables.unread().advance(sql, moved);
    return moved;
  }

  /** Of the messages of {@code piece} behind {@code from}, up to {@code to}, those with words. */
  private List<Message> said(Piece piece, long from, long to) {
    return rows.keySet().stream()
        .filter(message -> message.threadId().equals(piece.id()))
        .filter(message -> message.position() > from && message.position() <= to)
        .toList();
  }
}
