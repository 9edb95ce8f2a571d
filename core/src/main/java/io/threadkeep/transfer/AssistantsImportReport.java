package io.threadkeep.transfer;

import java.util.List;

/**
 * What came of saved Assistants API answers.
 *
 * @param imported as of an export; its problems have line 0
 * @param notCarried what did not come over as it was, by kind
 */
public record AssistantsImportReport(ImportReport imported, List<NotCarried> notCarried) {
  public AssistantsImportReport {
    notCarried = List.copyOf(notCarried);
  }

  /** How often; 0 if never. */
  public long count(NotCarried.Kind kind) {
    return notCarried.stream()
        .filter(each -> each.kind() == kind)
        .mapToLong(NotCarried::count)
        .sum();
  }
}
