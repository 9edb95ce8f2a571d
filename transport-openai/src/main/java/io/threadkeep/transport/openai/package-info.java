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
 * Failures} makes one typed exception of whatever goes wrong, {@code ToldFailures} of what the
 * provider tells.
 *
 * <p>Three silences are bounded apart from the whole call: until the connection stands, until the
 * first word, and between words. They are OkHttp's read timeout, which {@code Exchange} shortens
 * once the model speaks. {@code RetryAfterShield} and {@code BoundedBody} stand nearest to the
 * network: the one keeps OkHttp from trying again, the other a provider from filling the memory.
 *
 * <p>What is known of models, in {@code reference.conf} and whatever a configuration adds to it,
 * bounds what is asked of them, and says which tokenizer counts as they do. Whoever asks the
 * transport is told their limits; the engine does not ask yet. Where a server is not OpenAI's, its
 * models are not either, whatever they are called: only what a configuration adds counts there.
 */
@NullMarked
package io.threadkeep.transport.openai;

import org.jspecify.annotations.NullMarked;
