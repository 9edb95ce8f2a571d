/**
 * Internal. The one door to the machine's clocks, its randomness, its timer and to sleeping;
 * everything else is handed them.
 */
@NullMarked
package io.threadkeep.internal.time;

import org.jspecify.annotations.NullMarked;
