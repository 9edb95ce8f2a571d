@NullMarked
package io.threadkeep.transport.openai;

import org.jspecify.annotations.NullMarked;
