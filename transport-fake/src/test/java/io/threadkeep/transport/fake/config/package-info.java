@NullMarked
package io.threadkeep.transport.fake.config;

import org.jspecify.annotations.NullMarked;
