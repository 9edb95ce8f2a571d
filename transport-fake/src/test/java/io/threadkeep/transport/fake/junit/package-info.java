@NullMarked
package io.threadkeep.transport.fake.junit;

import org.jspecify.annotations.NullMarked;
