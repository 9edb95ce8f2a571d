/**
 * The house's plan as rules: which way arrows run, and who may see what. Each module runs them on
 * all that it sees.
 */
@NullMarked
package io.threadkeep.kit.architecture;

import org.jspecify.annotations.NullMarked;
