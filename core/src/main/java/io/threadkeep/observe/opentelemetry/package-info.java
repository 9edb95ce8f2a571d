/** Traces and metrics of an engine for hosts with OpenTelemetry; not loaded by anybody else. */
@NullMarked
package io.threadkeep.observe.opentelemetry;

import org.jspecify.annotations.NullMarked;
