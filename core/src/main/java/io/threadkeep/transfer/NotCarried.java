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
    /**
     * A file or folder that cannot be read, or not to its end: what stood before the fault is used.
     */
    UNREADABLE_FILE,
    /** A file that is neither {@code .json} nor {@code .jsonl} nor {@code .ndjson}, or a link. */
    SKIPPED_FILE,
    /** A file or folder in which there is no object of threads. */
    NOTHING_FOUND,
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
    /** A setting that there is no word for here, or that is beyond the limits: not kept. */
    SETTING,
    /**
     * What a run, step or message came to, such as an error's code or a count of tokens, that there
     * is no word for here or that cannot be: the nearest is kept, of a count 0.
     */
    OUTCOME,
    /**
     * Messages of the same second, of which no list tells the order: as lists came by default, or
     * as they were read. The id is one of theirs.
     */
    ORDER_UNKNOWN,
    /**
     * An id of another form: made anew from the old one, which is in the metadata if there is room.
     */
    NEW_ID,
    /**
     * Text, a pair of metadata, an annotation or a recorded tool call beyond the limits, or the
     * metadata of a step; left out or cut.
     */
    CUT,
    /** Characters that no store can keep: replaced by U+FFFD. */
    REPLACED_CHARACTERS,
    /** A time that is missing or absurd: the thread's, or 1970. */
    TIME,
    /** The metadata names no user under the key that was asked for: the thread has no owner. */
    NO_USER
  }
}
