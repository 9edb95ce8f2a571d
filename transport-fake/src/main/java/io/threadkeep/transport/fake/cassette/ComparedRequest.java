package io.threadkeep.transport.fake.cassette;

import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A request as a cassette sees it.
 *
 * @param form redacted, with the call ids that it came with
 * @param compared as text, with its call ids numbered
 */
record ComparedRequest(Node form, String compared) {

  static ComparedRequest of(Node request, Redaction redaction) {
    Node form = NormalForm.redacted(request, redaction);
    return new ComparedRequest(form, Yaml.write(NormalForm.numbered(form, new CallNumbers())));
  }
}
