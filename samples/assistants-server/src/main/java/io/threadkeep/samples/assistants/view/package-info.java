/** How Threadkeep's threads and runs look as those of the Assistants API. */
@NullMarked
package io.threadkeep.samples.assistants.view;

import org.jspecify.annotations.NullMarked;
