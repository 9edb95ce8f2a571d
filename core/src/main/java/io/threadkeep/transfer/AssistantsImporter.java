package io.threadkeep.transfer;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.id.Scope;
import io.threadkeep.page.Order;
import io.threadkeep.store.ThreadStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what was saved of the Assistants API: the answers of {@code threads.retrieve}, {@code
 * messages.list}, {@code runs.list}, {@code steps.list} and {@code assistants.list}, as JSON
 * documents or JSON lines, in one file or a folder of files, in any order, newest or oldest first,
 * also inside of forms of the host's own. {@code object} tells what each is.
 *
 * <p>The files are read twice: first to see what there is, which takes some 350 bytes of memory for
 * each object; then each object by itself, in the order of its thread: by second, then as its lists
 * had it. Pages go on where one said that it had more, and where they overlap. Which way they run
 * their seconds tell, those of a thread's other pages, or the caller; where a guess is left, the
 * report says so. Ids stay where they have our form; others are made anew, always the same, and the
 * old one goes to the metadata. So a second import finds what the first has stored, or goes on
 * where it was cut short, as with {@link Importer}; a file that is added later must not change a
 * beginning.
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
    return read(from, owners, null, watch);
  }

  /**
   * As {@link #read(Path, ThreadOwners, TransferWatch)}.
   *
   * @param lists which way the lists were asked for: what decides about messages of the same second
   *     where the lists do not tell; null if that is not known
   */
  public AssistantsImportReport read(
      Path from, ThreadOwners owners, @Nullable Order lists, TransferWatch watch)
      throws IOException {
    NotCarriedTally lost = new NotCarriedTally();
    Destination into = new Destination(store, scope);
    SavedIndex index = new SavedIndex(lost);
    Pace pace = new Pace(watch, () -> 0);
    index(from, index, lost, pace);
    if (pace.isStopped()) {
      return new AssistantsImportReport(into.tally().report(false), lost.all());
    }
    index.tellOfTruncatedLists();
    try (SavedReader reader = new SavedReader(index)) {
      return new SavedIntake(into, messages, index, reader, owners, lost, pace).run(lists);
    }
  }

  static void index(Path from, SavedIndex index, NotCarriedTally lost, Pace pace)
      throws IOException {
    SavedFolder folder = new SavedFolder(from, lost);
    for (Path file : folder.files()) {
      pace.ask();
      if (pace.isStopped()) {
        return;
      }
      String name = folder.name(file);
      try (InputStream in = Files.newInputStream(file)) {
        new SavedScan(index, lost, pace, index.add(file), name).read(in);
      } catch (IOException e) {
        lost.add(NotCarried.Kind.UNREADABLE_FILE, name);
      }
    }
    if (index.isEmpty() && !pace.isStopped()) {
      lost.add(NotCarried.Kind.NOTHING_FOUND, String.valueOf(from.getFileName()));
    }
  }
}
