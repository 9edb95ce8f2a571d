/**
 * The SPI to a model: one {@link io.threadkeep.transport.ModelTransport}, and a typed error for all
 * that can go wrong in a call.
 */
@NullMarked
package io.threadkeep.transport;

import org.jspecify.annotations.NullMarked;
