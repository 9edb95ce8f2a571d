package io.threadkeep.transport.fake.cassette;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A cassette as text: a stream of YAML documents, the first of which says what this is and in which
 * version. Each document is read by itself and kept as it stands, so that notes of a reviewer
 * outlive the next recording.
 */
final class CassetteFormat {
  private static final int VERSION = 1;
  private static final String CASSETTE = "threadkeep_cassette";
  private static final String REQUEST = "request";
  private static final String HEADER =
      "# What a model was asked and what came back. Look for secrets before you commit it.\n"
          + Yaml.write(new Fields().number(CASSETTE, VERSION).node());

  private CassetteFormat() {}

  static String write(List<Recorded> interactions) {
    StringBuilder text = new StringBuilder(HEADER);
    for (Recorded recorded : interactions) {
      text.append(Document.SEPARATOR).append('\n').append(recorded.source());
    }
    return text.toString();
  }

  /** One interaction. */
  static String write(
      ComparedRequest request, Outcome outcome, Redaction redaction, CallNumbers ids) {
    Node came = NormalForm.redacted(OutcomeForm.write(outcome), redaction);
    return Yaml.write(
        NormalForm.numbered(
            new Fields().put(REQUEST, request.form()).put(OutcomeForm.key(outcome), came).node(),
            ids));
  }

  /**
   * @param redaction of the requests, which may have been recorded with another
   * @throws CassetteException if the text is no cassette of a version that is known here
   */
  static List<Recorded> read(Path file, String text, Redaction redaction) {
    List<Document> documents = Document.split(text);
    requireKnownVersion(documents.get(0).root(file, "cassette"));
    List<Recorded> interactions = new ArrayList<>();
    for (Document document : documents.subList(1, documents.size())) {
      Entry root = document.root(file, "interaction");
      root.only(REQUEST, OutcomeForm.ANSWER, OutcomeForm.FAILURE);
      String request = ComparedRequest.of(root.get(REQUEST).node(), redaction).compared();
      Interaction place = new Interaction(interactions.size() + 1, document.line(), request);
      interactions.add(new Recorded(place, outcome(root), document.source()));
    }
    return interactions;
  }

  private static Outcome outcome(Entry root) {
    String kind = root.firstOf(OutcomeForm.ANSWER, OutcomeForm.FAILURE);
    Entry outcome = root.only(REQUEST, kind).get(kind);
    return kind.equals(OutcomeForm.ANSWER)
        ? OutcomeForm.readAnswer(outcome)
        : OutcomeForm.readFailure(outcome);
  }

  private static void requireKnownVersion(Entry header) {
    long version = header.get(CASSETTE).number(1, Long.MAX_VALUE);
    if (version != VERSION) {
      throw header.damaged(
          "it has version "
              + version
              + " of the format, and this Threadkeep reads version "
              + VERSION
              + " only. Take the Threadkeep that wrote it, or record it again.");
    }
  }
}
