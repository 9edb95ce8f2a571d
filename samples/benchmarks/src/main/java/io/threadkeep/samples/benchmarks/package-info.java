/**
 * What Threadkeep costs, beside plain JDBC that does the same work in the same run.
 *
 * <p>Start at {@link io.threadkeep.samples.benchmarks.Benchmarks}. {@code place} is where threads
 * are kept, {@code work} what is done there over and over, {@code measure} how that is timed and
 * counted, and {@code report} how it is told.
 */
@NullMarked
package io.threadkeep.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
