/** Name, model, instructions and tools: reusable over any number of threads. */
@NullMarked
package io.threadkeep.assistant;

import org.jspecify.annotations.NullMarked;
