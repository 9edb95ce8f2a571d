/**
 * What is done over and over while it is measured: the same turn, in plain JDBC and by Threadkeep.
 */
@NullMarked
package io.threadkeep.samples.benchmarks.work;

import org.jspecify.annotations.NullMarked;
