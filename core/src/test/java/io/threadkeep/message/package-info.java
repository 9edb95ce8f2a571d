@NullMarked
package io.threadkeep.message;

import org.jspecify.annotations.NullMarked;
