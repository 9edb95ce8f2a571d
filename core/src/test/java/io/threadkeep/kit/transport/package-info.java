/** What the contract of a transport needs: trials, prompts and calls that remember. */
@NullMarked
package io.threadkeep.kit.transport;

import org.jspecify.annotations.NullMarked;
