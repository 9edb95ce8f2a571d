/**
 * The inspector: a page for people, under {@code /inspector/}, and its JSON, under {@code
 * /inspector/api/}. It shows what Threadkeep's own records hold, in their own JSON, to who has a
 * key of the API, and reaches them by Threadkeep's front door alone.
 */
@NullMarked
package io.threadkeep.samples.assistants.inspector;

import org.jspecify.annotations.NullMarked;
