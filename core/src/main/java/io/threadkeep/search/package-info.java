/**
 * What a search over messages means, the same in every store: which words a text has, which query
 * it answers, and which piece of it to show. See {@link io.threadkeep.search.SearchQuery}.
 */
@NullMarked
package io.threadkeep.search;

import org.jspecify.annotations.NullMarked;
