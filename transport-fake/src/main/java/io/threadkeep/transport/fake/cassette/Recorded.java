package io.threadkeep.transport.fake.cassette;

/**
 * One entry of a cassette.
 *
 * @param place its number and line in the file, and its request as it is compared
 * @param source as it stands in the file, comments included
 */
record Recorded(Interaction place, Outcome outcome, String source) {

  boolean answers(String request) {
    return place.request().equals(request);
  }
}
