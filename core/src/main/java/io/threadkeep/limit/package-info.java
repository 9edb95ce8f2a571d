/** The one place where sizes are bounded and text is judged, before anything reaches a store. */
@NullMarked
package io.threadkeep.limit;

import org.jspecify.annotations.NullMarked;
