package io.threadkeep.search;

/**
 * A word and where it stands.
 *
 * @param folded without regard to case and to compatible forms: equal for equal words
 * @param start in characters of the text; the end is exclusive
 */
record Word(String folded, int start, int end) {}
