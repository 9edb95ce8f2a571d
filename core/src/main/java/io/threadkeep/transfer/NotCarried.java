package io.threadkeep.transfer;

import java.util.List;

/**
 * What of saved Assistants API answers did not come over as it was, and how often.
 *
 * @param ids the first {@value #MOST_IDS} that it was about, of objects or of files
 */
public record NotCarried(Kind kind, long count, List<String> ids) {
  public static final int MOST_IDS = 100;

  public NotCarried {
    ids = List.copyOf(ids);
  }

  /** What can be lost or changed on the way. */
  public enum Kind {
    /** A file that cannot be read, or not to its end: what stood before the fault is used. */
    UNREADABLE_FILE,
    /** A file that is neither {@code .json} nor {@code .jsonl} nor {@code .ndjson}. */
    SKIPPED_FILE,
    /** An object of a kind that is not of threads; left out. */
    UNKNOWN_OBJECT,
    /** An object without what it cannot be without, such as its id; left out. */
    BROKEN_OBJECT,
    /** An object that was there more than once; the newest reading counts. */
    REPEATED,
    /** A list that said {@code has_more}, and no page with more was given. */
    TRUNCATED_LIST,
    /**
     * A thread of which only messages or runs were given: it has no metadata, and no owner of its
     * own.
     */
    THREAD_WITHOUT_OBJECT,
    /** A message or run that names no thread; left out. */
    WITHOUT_THREAD,
    /** A step whose run was not given, or has not ended; left out. */
    STEP_WITHOUT_RUN,
    /** A run that had not ended; left out with its steps. */
    ACTIVE_RUN,
    /** A message or step that was still being written; kept as far as it came. */
    UNFINISHED,
    /** A message without any content; kept as an empty text. */
    EMPTY_MESSAGE,
    /** A part of a message of an unknown kind, or beyond a limit; its text says so in its place. */
    CONTENT_PART,
    /**
     * A role other than user and assistant; kept as the user's, or, from a run, as the assistant's.
     */
    ROLE,
    /** The id of a file at the provider: kept, but the file itself is gone with the API. */
    PROVIDER_FILE,
    /** A vector store at the provider: not kept. */
    VECTOR_STORE,
    /** An image that the code interpreter made: the step names its file id alone. */
    CODE_INTERPRETER_IMAGE,
    /**
     * A hosted tool of an assistant or run ({@code file_search}, {@code code_interpreter}): not
     * kept.
     */
    HOSTED_TOOL,
    /** A setting that there is no word for here, such as a run's token budget: not kept. */
    SETTING,
    /**
     * An id of another form: made anew from the old one, which is in the metadata if there is room.
     */
    NEW_ID,
    /** A pair of metadata beyond the limits, or an annotation; left out or cut. */
    CUT,
    /** Characters that no store can keep: replaced by U+FFFD. */
    REPLACED_CHARACTERS,
    /** A time that is missing or absurd: the thread's, or 1970. */
    TIME,
    /** The metadata names no user under the key that was asked for: the thread has no owner. */
    NO_USER
  }
}
