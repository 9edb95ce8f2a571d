/**
 * The Assistants API, served from one's own threads: {@code wire} knows its JSON, {@code stream}
 * its events, and {@code api} its operations. {@link
 * io.threadkeep.samples.assistants.AssistantsServer} puts them together.
 */
@NullMarked
package io.threadkeep.samples.assistants;

import org.jspecify.annotations.NullMarked;
