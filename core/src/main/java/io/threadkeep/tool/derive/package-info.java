/**
 * Tools made of what a host has already: a function of a record, or methods with an annotation. The
 * schema that the model sees is derived from the same Java types that its arguments are read into.
 *
 * <p>A record component or a parameter is required, unless it is an {@link java.util.Optional} or
 * annotated with a {@code Nullable} of any package; what may be missing may also be {@code null}. A
 * {@code @JsonProperty(required = true)} demands that it is named all the same. Jackson's
 * annotations hold: {@code @JsonPropertyDescription} describes a component, {@code @JsonProperty}
 * renames one.
 */
@NullMarked
package io.threadkeep.tool.derive;

import org.jspecify.annotations.NullMarked;
