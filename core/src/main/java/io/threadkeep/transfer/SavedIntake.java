package io.threadkeep.transfer;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Id;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Order;
import io.threadkeep.run.Run;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.transfer.NotCarried.Kind;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hands what the index has found on to the store, thread by thread. */
final class SavedIntake {
  private final Destination into;
  private final Scope scope;
  private final SavedMessages messages;
  private final SavedIndex index;
  private final SavedReader reader;
  private final ThreadOwners owners;
  private final NotCarriedTally lost;
  private final Pace pace;
  private final Map<String, List<SavedEntry>> steps;
  private final Set<String> stepsTaken = new HashSet<>();

  SavedIntake(
      Destination into,
      SavedMessages messages,
      SavedIndex index,
      SavedReader reader,
      ThreadOwners owners,
      NotCarriedTally lost,
      Pace pace) {
    this.into = into;
    this.scope = into.scope();
    this.messages = messages;
    this.index = index;
    this.reader = reader;
    this.owners = owners;
    this.lost = lost;
    this.pace = pace;
    this.steps = index.steps();
  }

  /**
   * @param lists which way lists run, where they do not tell; null if that is not known
   */
  AssistantsImportReport run(@Nullable Order lists) {
    for (SavedEntry entry : index.assistants()) {
      guarded(
          ForeignId.assistant(entry.id()),
          () -> into.assistants().take(SavedSettings.assistant(saved(entry)), 0));
      pace.other();
    }
    for (SavedIndex.OfThread thread : index.threads(lists)) {
      if (pace.isStopped()) {
        break;
      }
      ThreadId id = ForeignId.thread(thread.id());
      guarded(id, () -> take(thread, id));
    }
    if (!pace.isStopped()) {
      tellOfStepsWithoutRuns();
    }
    return new AssistantsImportReport(into.tally().report(!pace.isStopped()), lost.all());
  }

  /** What is wrong with one does not hold the others up. */
  private void guarded(Id id, Runnable work) {
    try {
      work.run();
    } catch (Refusal refusal) {
      into.tally().problem(refusal.about(id.value()));
    } catch (InvalidInputException e) {
      into.tally().problem(Refusal.damaged(0, e.getMessage()).about(id.value()));
    } catch (NotFoundException e) {
      into.tally().problem(Refusal.conflict(0, "It was deleted here meanwhile.").about(id.value()));
    }
  }

  private void take(SavedIndex.OfThread all, ThreadId id) {
    pace.thread();
    ChatThread thread = thread(all, id);
    ThreadIntake intake = new ThreadIntake(into, thread, null, 0);
    int batch = 0;
    long batchBytes = 0;
    long position = 0;
    for (SavedEntry entry : all.messages()) {
      intake.message(
          messages.message(saved(entry), id, ++position, thread.createdAt()), 0, entry.length());
      pace.message();
      batchBytes += entry.length();
      if (++batch == LineHash.BATCH_LINES || batchBytes >= LineHash.BATCH_BYTES) {
        intake.flush();
        batch = 0;
        batchBytes = 0;
      }
      if (pace.isStopped()) {
        break;
      }
    }
    intake.flush();
    if (!pace.isStopped()) {
      intake.end();
    }
    takeRuns(all, thread, intake);
  }

  private void takeRuns(SavedIndex.OfThread all, ChatThread thread, ThreadIntake intake) {
    SavedEnds ends = new SavedEnds(all.messages());
    for (SavedEntry entry : all.runs()) {
      pace.other();
      if (pace.isStopped()) {
        return;
      }
      List<SavedEntry> ofRun = steps.getOrDefault(entry.id(), List.of());
      stepsTaken.add(entry.id());
      if (!entry.ended()) {
        lost.add(Kind.ACTIVE_RUN, entry.id());
        ofRun.forEach(step -> lost.add(Kind.STEP_WITHOUT_RUN, step.id()));
        continue;
      }
      Run run = SavedRuns.run(saved(entry), thread, ends.before(entry));
      intake.run(run, 0);
      int batch = 0;
      for (SavedEntry step : ordered(ofRun)) {
        intake.step(SavedSteps.step(saved(step), run), 0, step.length());
        if (++batch % LineHash.BATCH_LINES == 0) {
          intake.flush();
        }
        pace.other();
        if (pace.isStopped()) {
          break;
        }
      }
      intake.flush();
    }
  }

  /** As a store lists them, so that what is there can be compared. */
  private static List<SavedEntry> ordered(List<SavedEntry> steps) {
    return steps.stream()
        .sorted(
            Comparator.comparingLong(SavedEntry::created)
                .thenComparing(step -> ForeignId.step(step.id()).value()))
        .toList();
  }

  private ChatThread thread(SavedIndex.OfThread all, ThreadId id) {
    SavedEntry entry = all.thread();
    if (entry == null) {
      lost.add(Kind.THREAD_WITHOUT_OBJECT, all.id());
      Instant first =
          Stream.concat(all.messages().stream(), all.runs().stream())
              .mapToLong(SavedEntry::created)
              .filter(seconds -> seconds > 0)
              .min()
              .stream()
              .mapToObj(Instant::ofEpochSecond)
              .findFirst()
              .orElse(Instant.EPOCH);
      Metadata metadata =
          id.value().equals(all.id())
              ? Metadata.EMPTY
              : Metadata.of(
                  SavedObject.OLD_ID,
                  Text.truncate(Text.sanitise(all.id()), Limits.METADATA_VALUE));
      return new ChatThread(
          id, new Scope(scope.tenant(), user(Metadata.EMPTY, all.id())), metadata, 0, first);
    }
    SavedObject saved = saved(entry);
    saved.tellOfResources();
    Metadata metadata = saved.metadata(all.id(), id.value());
    return new ChatThread(
        id,
        new Scope(scope.tenant(), user(metadata, all.id())),
        metadata,
        0,
        saved.time("created_at", Instant.EPOCH));
  }

  private @Nullable String user(Metadata metadata, String thread) {
    if (owners.metadataKey() == null) {
      return owners.user() == null ? scope.user() : owners.user();
    }
    String user = metadata.get(owners.metadataKey());
    if (user == null || user.isBlank() || user.length() > Limits.USER) {
      lost.add(Kind.NO_USER, thread);
      return null;
    }
    return user;
  }

  private SavedObject saved(SavedEntry entry) {
    pace.bytes(entry.length());
    return new SavedObject(reader.read(entry), entry.id(), lost);
  }

  private void tellOfStepsWithoutRuns() {
    steps.forEach(
        (run, ofRun) -> {
          if (!stepsTaken.contains(run)) {
            ofRun.forEach(step -> lost.add(Kind.STEP_WITHOUT_RUN, step.id()));
          }
        });
  }
}
