/** The shop's orders. They know nothing of conversations or models. */
@NullMarked
package io.threadkeep.samples.supportdesk.order;

import org.jspecify.annotations.NullMarked;
