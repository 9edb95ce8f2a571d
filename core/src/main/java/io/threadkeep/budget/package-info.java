/**
 * How much may be spent, by whom and in which time.
 *
 * <p>What a model call may cost at most is reserved before it, in all budgets that it counts
 * against or in none, and settled after it with what it did cost. Where that is not known, since
 * its worker died or its answer broke off, all that was reserved counts as spent: so budgets may
 * say more than reports, which count what runs have on record.
 *
 * <p>Prompts are estimated, and an answer without a bound, of a model whose limits nobody knows, is
 * taken to be of {@code budgets.answer-tokens} at most: by what these are off, a call may spend
 * more than was left. Summaries are charged to no budget, but none is made for who has no room for
 * it.
 */
@NullMarked
package io.threadkeep.budget;

import org.jspecify.annotations.NullMarked;
