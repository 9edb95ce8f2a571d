/**
 * The API's Server-Sent Events, made from the events of runs: {@link
 * io.threadkeep.samples.assistants.stream.RunFrames} translates, and knows nothing of HTTP.
 */
@NullMarked
package io.threadkeep.samples.assistants.stream;

import org.jspecify.annotations.NullMarked;
