/**
 * A transport to OpenAI and whatever speaks like it, on the vendor's own client.
 *
 * <p>Every call is streamed, so that it can be cancelled at any time and a silent provider be told
 * from a slow one. The client's retries are off, its exceptions and their words end here, and it
 * never holds the key: that is put on each request as it leaves.
 *
 * <p>One call: a <em>prompt</em> ({@code ResponsesPrompt}, {@code ChatPrompt}) says it in the words
 * of one API, {@code StreamedCall} reads the events, an <em>answer</em> ({@code ResponsesAnswer},
 * {@code ChatAnswer}) puts them together and knows whether the end was reached, and {@code
 * Failures} makes one typed exception of whatever goes wrong.
 */
@NullMarked
package io.threadkeep.transport.openai;

import org.jspecify.annotations.NullMarked;
