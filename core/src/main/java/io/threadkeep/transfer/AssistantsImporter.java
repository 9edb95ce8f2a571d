package io.threadkeep.transfer;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.id.Scope;
import io.threadkeep.store.ThreadStore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Takes in what was saved of the Assistants API: the answers of {@code threads.retrieve}, {@code
 * messages.list}, {@code runs.list}, {@code steps.list} and {@code assistants.list}, as JSON
 * documents or JSON lines, in one file or a folder of files, in any order, newest or oldest first,
 * also inside of forms of the host's own. {@code object} tells what each is.
 *
 * <p>The files are read twice: first to see what there is, which takes some 200 bytes of memory for
 * each object; then each object by itself, in the order of its thread: by second, then as its list
 * had it. Ids stay where they have our form; others are made anew, always the same, and the old one
 * goes to the metadata. So a second import finds what the first has stored, or goes on where it was
 * cut short, as with {@link Importer}; a file that is added later must not change a beginning.
 *
 * <p>The API kept tool calls outside of the log. They stay there: in the steps of runs, as {@link
 * io.threadkeep.run.StepDetails.RecordedCalls}. Nothing is lost in silence: {@link NotCarried} has
 * a kind for whatever does not come over as it was.
 */
public final class AssistantsImporter {
  private final ThreadStore store;
  private final Scope scope;
  private final SavedMessages messages;

  /**
   * @param tokens counts what messages take in a prompt
   */
  public AssistantsImporter(ThreadStore store, Scope scope, TokenCounter tokens) {
    this.store = store;
    this.scope = scope;
    this.messages = new SavedMessages(new PromptSizes(tokens));
  }

  /**
   * @param from a file, or a folder with files that end on {@code .json}, {@code .jsonl} or {@code
   *     .ndjson}
   * @throws io.threadkeep.store.StorageUnavailableException if the store is not to be reached; do
   *     it again
   */
  public AssistantsImportReport read(Path from, ThreadOwners owners, TransferWatch watch)
      throws IOException {
    NotCarriedTally lost = new NotCarriedTally();
    SavedIndex index = new SavedIndex(lost);
    index.read(from);
    index.tellOfTruncatedLists();
    try (SavedReader reader = new SavedReader(index)) {
      return new SavedIntake(store, scope, messages, index, reader, owners, lost, watch).run();
    }
  }
}
