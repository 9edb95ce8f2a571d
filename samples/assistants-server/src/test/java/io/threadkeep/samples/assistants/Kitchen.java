package io.threadkeep.samples.assistants;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A thread of 80 messages that a model of little memory is asked about. */
record Kitchen(String thread, String run) {
  static final String ALLERGY = "One thing: my daughter is allergic to peanuts.";
  static final String HOSTILE = "<script>document.title='taken'</script><b>bold</b>";
  static final String TOOL =
      "{'type':'function','function':{'name':'get_weather','parameters':{'type':'object'}}}";

  private static final int ALLERGY_AT = 20;
  private static final int HOSTILE_AT = 70;
  private static final int ASKED_AT = 80;

  /** The last of them asks for what is told 60 messages before; the model is shown 20. */
  static Kitchen in(RawClient client) {
    String messages =
        IntStream.rangeClosed(1, ASKED_AT)
            .mapToObj(n -> "{'role':'" + role(n) + "','content':'" + said(n) + "'}")
            .collect(Collectors.joining(","));
    String thread =
        client
            .post("/threads", "{'messages':[" + messages + "],'metadata':{'user_id':'u-42'}}")
            .id();
    return new Kitchen(
        thread,
        run(client, thread, "'truncation_strategy':{'type':'last_messages','last_messages':20}"));
  }

  /** A thread with one message, and a run on it, stopped or not. */
  static Kitchen asked(RawClient client, String text) {
    String thread =
        client.post("/threads", "{'messages':[{'role':'user','content':'" + text + "'}]}").id();
    return new Kitchen(thread, run(client, thread, "'tools':[" + TOOL + "]"));
  }

  private static String run(RawClient client, String thread, String more) {
    String assistant = client.post("/assistants", "{'model':'m','instructions':'Be brief.'}").id();
    return client
        .post("/threads/" + thread + "/runs", "{'assistant_id':'" + assistant + "'," + more + "}")
        .id();
  }

  Kitchen until(RawClient client, String status) {
    Waiting.until(
        () ->
            client
                .get("/threads/" + thread + "/runs/" + run)
                .json()
                .path("status")
                .asText()
                .equals(status));
    return this;
  }

  private static String role(int n) {
    return n % 2 == 0 ? "user" : "assistant";
  }

  private static String said(int n) {
    return switch (n) {
      case ALLERGY_AT -> ALLERGY;
      case HOSTILE_AT -> HOSTILE.replace("'", "\\u0027");
      case ASKED_AT -> "What may I not eat with her at the table?";
      default -> "Dish number " + n + " of our long list of dishes.";
    };
  }
}
