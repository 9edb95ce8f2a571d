/** Lists in pages, by key and never by offset. */
@NullMarked
package io.threadkeep.page;

import org.jspecify.annotations.NullMarked;
