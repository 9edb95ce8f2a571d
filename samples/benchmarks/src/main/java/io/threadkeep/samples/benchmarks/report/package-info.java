/** What came out, beside what was to come out. */
@NullMarked
package io.threadkeep.samples.benchmarks.report;

import org.jspecify.annotations.NullMarked;
