/** The caller's own key-value pairs on threads, messages, assistants and runs. */
@NullMarked
package io.threadkeep.metadata;

import org.jspecify.annotations.NullMarked;
