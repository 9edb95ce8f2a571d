@NullMarked
package io.threadkeep.transport.fake.assertion;

import org.jspecify.annotations.NullMarked;
