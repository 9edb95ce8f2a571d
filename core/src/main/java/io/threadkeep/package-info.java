/**
 * The public face: what a host application holds in its hands. Start at {@link
 * io.threadkeep.Threadkeep}.
 *
 * <p>Below it, each layer importing only those before: errors and limits; ids, metadata and pages;
 * messages, threads, tools, assistants; context policies; runs; the two SPIs (transport, store);
 * the engine; this face; and wiring, the only one that knows Guice.
 */
@NullMarked
package io.threadkeep;

import org.jspecify.annotations.NullMarked;
