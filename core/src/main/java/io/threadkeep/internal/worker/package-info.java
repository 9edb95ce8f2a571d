/** Internal. The threads that carry out runs and tools. */
@NullMarked
package io.threadkeep.internal.worker;

import org.jspecify.annotations.NullMarked;
