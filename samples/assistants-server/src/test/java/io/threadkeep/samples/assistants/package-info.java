@NullMarked
package io.threadkeep.samples.assistants;

import org.jspecify.annotations.NullMarked;
