/** How the run engine is tuned: validated records with the defaults of {@code reference.conf}. */
@NullMarked
package io.threadkeep.options;

import org.jspecify.annotations.NullMarked;
