@NullMarked
package io.threadkeep.usage;

import org.jspecify.annotations.NullMarked;
