/** Metrics of an engine for hosts with Micrometer; not loaded by anybody else. */
@NullMarked
package io.threadkeep.observe.micrometer;

import org.jspecify.annotations.NullMarked;
