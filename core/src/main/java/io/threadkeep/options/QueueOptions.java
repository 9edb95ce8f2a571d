package io.threadkeep.options;

import io.threadkeep.limit.Checks;

/**
 * How many runs may wait, and who goes first. A run that a free worker begins at once does not
 * wait; one that waits for its thread does. The bounds hold for all JVMs together, give or take
 * what is submitted at the same moment.
 *
 * @param maxQueued of all users, 1 to 1,000,000
 * @param maxQueuedPerUser 1 to 1,000,000
 * @param maxRunningPerUser runs of one user at work at once, up to 100,000; 0 for any number
 */
public record QueueOptions(
    int maxQueued, int maxQueuedPerUser, int maxRunningPerUser, UserWeights weights) {
  public static final int MOST_QUEUED = 1_000_000;
  public static final int MOST_RUNNING = 100_000;

  public QueueOptions {
    Checks.range("queue.max-queued", maxQueued, 1, MOST_QUEUED);
    Checks.range("queue.max-queued-per-user", maxQueuedPerUser, 1, MOST_QUEUED);
    Checks.range("queue.max-running-per-user", maxRunningPerUser, 0, MOST_RUNNING);
  }

  public static QueueOptions defaults() {
    return new QueueOptions(10_000, 1_000, 0, UserWeights.EQUAL);
  }

  public QueueOptions maxQueued(int newMax) {
    return new QueueOptions(newMax, maxQueuedPerUser, maxRunningPerUser, weights);
  }

  public QueueOptions maxQueuedPerUser(int newMax) {
    return new QueueOptions(maxQueued, newMax, maxRunningPerUser, weights);
  }

  public QueueOptions maxRunningPerUser(int newMax) {
    return new QueueOptions(maxQueued, maxQueuedPerUser, newMax, weights);
  }

  public QueueOptions weights(UserWeights newWeights) {
    return new QueueOptions(maxQueued, maxQueuedPerUser, maxRunningPerUser, newWeights);
  }
}
