/**
 * Who and what: the typed ids, where they come from, and the {@link io.threadkeep.id.Scope} that
 * every read and write happens in.
 */
@NullMarked
package io.threadkeep.id;

import org.jspecify.annotations.NullMarked;
