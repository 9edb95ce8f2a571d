package io.threadkeep.storage.jdbc;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.page.Order;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.search.TextMatcher;
import io.threadkeep.storage.jdbc.SourceRows.Range;
import io.threadkeep.store.MessageSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The role of search, in SQL: the database finds candidates, the matcher decides. */
final class JdbcMessageSearch implements MessageSearch {
  private static final Comparator<Message> BY_CREATION =
      Comparator.comparing(Message::createdAt).thenComparing(message -> message.id().value());

  /** Logs in one statement. */
  private static final int CHUNK = 50;

  private final Transactions transactions;
  private final Tables tables;
  private final SearchBounds bounds;
  private final WordReading reading;

  JdbcMessageSearch(Transactions transactions, Tables tables, SearchBounds bounds) {
    this.transactions = transactions;
    this.tables = tables;
    this.bounds = bounds;
    this.reading = new WordReading(transactions, tables, bounds);
  }

  @Override
  public Page<SearchHit> search(Scope scope, SearchQuery query, PageRequest page) {
    Optional<Scope> within = query.within(scope);
    if (within.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    ThreadId thread = query.thread();
    List<Range> shared = thread == null ? List.of() : shared(within.get(), thread);
    if (!reading.catchUp(within.get(), thread, shared)) {
      return new Page<>(List.of(), page);
    }
    return transactions.read(
        "search messages", sql -> page(sql, within.get(), query, shared, page));
  }

  /** What the thread reads of others, if it is a fork. */
  private List<Range> shared(Scope within, ThreadId thread) {
    return transactions
        .read("find thread " + thread, sql -> tables.sources().all(sql, within, thread))
        .orElseThrow(() -> new NotFoundException("thread", thread.value()));
  }

  private Page<SearchHit> page(
      DSLContext sql, Scope within, SearchQuery query, List<Range> shared, PageRequest page) {
    MessageWordRows words = tables.search().words();
    TextMatcher matcher = new TextMatcher(query);
    PageRequest batch = page.limit(bounds.batch());
    Keyset.Key after = words.start(sql, within, query.thread(), page);
    List<SearchHit> hits = new ArrayList<>();
    int lookedAt = 0;
    while (true) {
      List<Message> candidates = candidates(sql, within, query, shared, batch, after);
      for (Message candidate : candidates) {
        matcher.find(candidate).ifPresent(hits::add);
        if (hits.size() > page.limit()) {
          return Page.of(page, hits, hit -> hit.message().id().value());
        }
      }
      lookedAt += candidates.size();
      if (candidates.size() <= bounds.batch()) {
        return new Page<>(hits, null);
      }
      Message last = candidates.get(candidates.size() - 1);
      if (lookedAt >= bounds.mostLookedAt()) {
        return new Page<>(hits, page.after(last.id().value()));
      }
      after = new Keyset.Key(Micros.of(last.createdAt()), last.id().value());
    }
  }

  /** A batch of them, and one more if there are more. */
  private List<Message> candidates(
      DSLContext sql,
      Scope within,
      SearchQuery query,
      List<Range> shared,
      PageRequest batch,
      Keyset.@Nullable Key after) {
    MessageWordRows words = tables.search().words();
    MessageRows messages = tables.in(within).messages();
    ThreadId fork = query.thread();
    if (fork == null || shared.isEmpty()) {
      return words.candidates(sql, within, query, batch, after).fetch(messages::message);
    }
    List<Range> logs = new ArrayList<>(shared);
    logs.add(new Range(fork, 1, Long.MAX_VALUE));
    List<Message> found = new ArrayList<>();
    for (int from = 0; from < logs.size(); from += CHUNK) {
      List<Range> some = logs.subList(from, Math.min(from + CHUNK, logs.size()));
      words
          .candidates(sql, within, query, some, batch, after)
          .fetch(messages::message)
          .forEach(message -> found.add(LogReading.in(fork, message)));
    }
    found.sort(batch.order() == Order.OLDEST_FIRST ? BY_CREATION : BY_CREATION.reversed());
    return found.subList(0, Math.min(found.size(), batch.limit() + 1));
  }
}
