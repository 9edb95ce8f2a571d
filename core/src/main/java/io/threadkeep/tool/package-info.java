/**
 * What a model may call: the description that it sees. Carrying a call out is the engine's work.
 */
@NullMarked
package io.threadkeep.tool;

import org.jspecify.annotations.NullMarked;
