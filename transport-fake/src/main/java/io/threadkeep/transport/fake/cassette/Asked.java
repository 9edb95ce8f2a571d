package io.threadkeep.transport.fake.cassette;

import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A request as a cassette sees it.
 *
 * @param form redacted, with the call ids that it came with
 * @param compared as text, with its call ids numbered
 */
record Asked(Node form, String compared) {

  static Asked of(Node request, Redaction redaction) {
    Node form = NormalForm.redacted(request, redaction);
    return new Asked(form, Yaml.write(NormalForm.numbered(form, new CallIds())));
  }
}
