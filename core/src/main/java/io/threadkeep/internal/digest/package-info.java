/** Internal. Hashes that stand for texts. */
@NullMarked
package io.threadkeep.internal.digest;

import org.jspecify.annotations.NullMarked;
