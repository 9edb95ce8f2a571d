/**
 * The JSON of the Assistants API, v2: what comes in is read strictly and with the original's words
 * of refusal, what goes out has every field that the original's description or its servers had.
 */
@NullMarked
package io.threadkeep.samples.assistants.wire;

import org.jspecify.annotations.NullMarked;
