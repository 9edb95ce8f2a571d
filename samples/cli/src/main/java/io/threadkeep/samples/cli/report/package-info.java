/**
 * What each context policy would have made of a recorded conversation: tokens, cached prefixes,
 * cost. Calls no model.
 */
@NullMarked
package io.threadkeep.samples.cli.report;

import org.jspecify.annotations.NullMarked;
