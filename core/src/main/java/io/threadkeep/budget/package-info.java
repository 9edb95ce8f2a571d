/**
 * How much may be spent, by whom and in which time.
 *
 * <p>What a model call may cost at most is reserved before it, in all budgets that it counts
 * against or in none, and settled after it with what it did cost. Where that is not known, since
 * its worker died or its answer broke off, all that was reserved counts as spent.
 */
@NullMarked
package io.threadkeep.budget;

import org.jspecify.annotations.NullMarked;
