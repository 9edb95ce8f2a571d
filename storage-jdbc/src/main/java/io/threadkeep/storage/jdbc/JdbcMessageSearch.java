package io.threadkeep.storage.jdbc;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.search.TextMatcher;
import io.threadkeep.store.MessageSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** The role of search, in SQL: the database finds candidates, the matcher decides. */
final class JdbcMessageSearch implements MessageSearch {
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
    require(within.get(), query);
    if (!reading.catchUp(within.get(), query.thread())) {
      return new Page<>(List.of(), page);
    }
    return transactions.read("search messages", sql -> page(sql, within.get(), query, page));
  }

  private void require(Scope within, SearchQuery query) {
    ThreadId thread = query.thread();
    if (thread != null) {
      transactions.read(
          "find thread " + thread,
          sql -> {
            tables.threads().require(sql, within, thread);
            return thread;
          });
    }
  }

  private Page<SearchHit> page(DSLContext sql, Scope within, SearchQuery query, PageRequest page) {
    MessageWordRows words = tables.search().words();
    MessageRows messages = tables.in(within).messages();
    TextMatcher matcher = new TextMatcher(query);
    PageRequest batch = page.limit(bounds.batch());
    Keyset.Key after = words.start(sql, within, query.thread(), page);
    List<SearchHit> hits = new ArrayList<>();
    int lookedAt = 0;
    while (true) {
      List<Message> candidates =
          words.candidates(sql, within, query, batch, after).fetch(messages::message);
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
}
