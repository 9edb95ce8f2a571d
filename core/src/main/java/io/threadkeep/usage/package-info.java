/**
 * What runs have used, and what it costs: questions and their answers.
 *
 * <p>Tokens are added up by the store, by the UTC day on which a run was created. What they cost is
 * reckoned here from the host's own {@link io.threadkeep.usage.PriceTable}, in exact decimals: what
 * has no price says so, and is never zero.
 */
@NullMarked
package io.threadkeep.usage;

import org.jspecify.annotations.NullMarked;
