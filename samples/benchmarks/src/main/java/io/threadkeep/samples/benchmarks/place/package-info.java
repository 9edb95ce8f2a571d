/** Where threads are kept while they are measured: fresh databases, and a server for them. */
@NullMarked
package io.threadkeep.samples.benchmarks.place;

import org.jspecify.annotations.NullMarked;
