@NullMarked
package io.threadkeep.transport.fake.cassette;

import org.jspecify.annotations.NullMarked;
