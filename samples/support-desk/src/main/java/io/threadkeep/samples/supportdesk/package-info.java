/**
 * A help desk: customers talk to an assistant that looks up their orders, and pays one back once a
 * clerk has agreed.
 *
 * <p>{@code SupportDeskModule} wires it; {@code HelpDesk} is what the rest of an application calls;
 * {@code OrderTools} is what the assistant can do. {@code SupportDesk} reads the options, {@code
 * Counter} talks on the console.
 */
@NullMarked
package io.threadkeep.samples.supportdesk;

import org.jspecify.annotations.NullMarked;
