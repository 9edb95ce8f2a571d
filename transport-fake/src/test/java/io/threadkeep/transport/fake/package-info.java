@NullMarked
package io.threadkeep.transport.fake;

import org.jspecify.annotations.NullMarked;
