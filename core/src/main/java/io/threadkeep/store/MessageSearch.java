package io.threadkeep.store;

import io.threadkeep.id.Scope;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;

/** Finds messages by their words. */
public interface MessageSearch {

  /**
   * The messages that answer {@code query}, by the instant of their creation, then by id; {@code
   * page.after} is a message's id, of a hit or not.
   *
   * <ol>
   *   <li>{@link io.threadkeep.search.TextMatcher} decides what answers: every store finds the
   *       same.
   *   <li>What was appended before the call is found by it, at the latest when its pages are walked
   *       to the end.
   *   <li>A call does a bounded amount of work. So a page may hold fewer hits than asked for, even
   *       none, and still have a next one: only {@link Page#hasMore} tells the end.
   *   <li>What is appended later shifts no page.
   *   <li>In a fork also what it shares is found, as a part of it. A search over threads finds each
   *       message once: in the thread that it was added to, as long as that is there.
   * </ol>
   *
   * @throws io.threadkeep.error.NotFoundException if the query's thread is not in scope, or {@code
   *     page.after} is not among the messages that are searched
   */
  Page<SearchHit> search(Scope scope, SearchQuery query, PageRequest page);
}
