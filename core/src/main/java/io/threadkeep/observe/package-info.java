/**
 * What operators see of an engine: what it does, told to {@link
 * io.threadkeep.observe.EngineListener}s, and how it is, as {@link io.threadkeep.observe.Health}.
 */
@NullMarked
package io.threadkeep.observe;

import org.jspecify.annotations.NullMarked;
