/** Tries the store in memory, and tries the contract kit itself on stores that are broken. */
@NullMarked
package io.threadkeep.storage.memory;

import org.jspecify.annotations.NullMarked;
