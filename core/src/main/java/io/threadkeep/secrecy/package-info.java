/**
 * Keys that keep stored content secret. The host's key service keeps <em>envelope keys</em>, which
 * never leave it; a store keeps <em>data keys</em>, one set for each tenant, wrapped by an envelope
 * key, and seals content with them. Whoever deletes a tenant's data keys has erased its content.
 */
@NullMarked
package io.threadkeep.secrecy;

import org.jspecify.annotations.NullMarked;
