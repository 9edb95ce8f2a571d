/**
 * The operations of the Assistants API over HTTP: who calls, what is asked, and what is refused.
 */
@NullMarked
package io.threadkeep.samples.assistants.api;

import org.jspecify.annotations.NullMarked;
