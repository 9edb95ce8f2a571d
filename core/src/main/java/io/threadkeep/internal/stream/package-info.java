/**
 * Internal. What runs tell while they are at work, from the first piece of an answer to the last
 * listener.
 *
 * <p>A call's pieces are gathered in its run's {@link io.threadkeep.internal.stream.RunStream}, on
 * the transport's thread and without waiting for anything. {@link
 * io.threadkeep.internal.stream.EventWriter} stores those of all runs of this JVM in one
 * transaction, at once when a call says its first word and then at its pace. That an attempt or a
 * call has begun is stored with that word, or before long if there is none. What is not stored by
 * the end of a call goes with the run's commit: a short one costs no other write. While the store
 * is slow, pieces of a text grow together: there are fewer and longer ones, and nobody waits.
 *
 * <p>Listeners are shown what is stored, and nothing else. Each has a {@link
 * io.threadkeep.internal.stream.Feed}, which reads on from where its listener is: when the listener
 * asks for more, when this JVM has stored something, and now and then, since another may have. A
 * thread is used only while there is something to hand on, and a listener that takes its time takes
 * its own thread's.
 */
@NullMarked
package io.threadkeep.internal.stream;

import org.jspecify.annotations.NullMarked;
