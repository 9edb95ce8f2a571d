package io.threadkeep.samples.assistants.inspector;

import io.threadkeep.Conversation;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.Fields;
import io.threadkeep.transfer.TransferWatch;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What can be done with a thread. */
final class ThreadActions {

  private ThreadActions() {}

  static void archive(Visit visit) {
    visit.requireEmptyBody();
    visit.answer(visit.desk().conversations().archive(visit.thread()));
  }

  static void unarchive(Visit visit) {
    visit.requireEmptyBody();
    visit.answer(visit.desk().conversations().unarchive(visit.thread()));
  }

  static void restore(Visit visit) {
    visit.requireEmptyBody();
    visit.answer(visit.desk().conversations().restore(visit.thread()));
  }

  /** Behind a message. */
  static void fork(Visit visit) {
    visit.answer(conversation(visit).fork(message(visit)).thread());
  }

  static void withdraw(Visit visit) {
    visit.answer(conversation(visit).withdraw(message(visit)));
  }

  private static Conversation conversation(Visit visit) {
    return visit.desk().conversations().resume(visit.thread());
  }

  private static MessageId message(Visit visit) {
    Fields fields = visit.body();
    MessageId message = Visit.message(fields);
    fields.end();
    return message;
  }

  /** For good; so the caller says a second time which thread it is. */
  static void erase(Visit visit) {
    Fields fields = visit.body();
    ThreadId thread = visit.thread();
    String confirmed = fields.required("confirm").text(Integer.MAX_VALUE);
    fields.end();
    if (!confirmed.equals(thread.value())) {
      throw ApiError.badRequest(
              "Invalid 'confirm': expected the thread's id again.", "confirm", "invalid_value")
          .asException();
    }
    visit.answer(visit.desk().conversations().erase(thread));
  }

  /** As a file, a line for each record. */
  static void export(Visit visit) {
    ThreadId thread = visit.desk().conversations().get(visit.thread()).id();
    visit.http().contentType("application/x-ndjson");
    visit.http().header("Cache-Control", "no-store");
    visit
        .http()
        .header("Content-Disposition", "attachment; filename=\"" + thread.value() + ".ndjson\"");
    try {
      visit
          .threadkeep()
          .transfers(visit.scope())
          .export(thread, visit.http().outputStream(), TransferWatch.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
