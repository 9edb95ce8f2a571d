/** What operators see of the server, on a port of its own: health and metrics, and nothing said. */
@NullMarked
package io.threadkeep.samples.assistants.operate;

import org.jspecify.annotations.NullMarked;
