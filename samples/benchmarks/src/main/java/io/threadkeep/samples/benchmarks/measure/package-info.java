/** How the work is timed and counted. */
@NullMarked
package io.threadkeep.samples.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
