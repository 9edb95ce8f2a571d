package io.threadkeep.secrecy;

/**
 * Which data key: to be bound into what is wrapped.
 *
 * @param number counts those of one tenant, from 1
 */
public record DataKeyId(String tenant, int number) {
  @Override
  public String toString() {
    return "data key " + number + " of tenant '" + tenant + "'";
  }
}
