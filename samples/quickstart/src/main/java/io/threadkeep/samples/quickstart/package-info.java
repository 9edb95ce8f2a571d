/**
 * A console chat that survives kill -9: the scenario that every Assistants tutorial opens with,
 * then whatever a person or a script says.
 *
 * <p>{@code Quickstart} reads the options and opens Threadkeep; {@code Session} decides which
 * thread to talk on; {@code Chat} talks; {@code Console} prints both sides.
 */
@NullMarked
package io.threadkeep.samples.quickstart;

import org.jspecify.annotations.NullMarked;
