package io.threadkeep.page;

/** By creation; messages by position. */
public enum Order {
  OLDEST_FIRST,
  NEWEST_FIRST
}
