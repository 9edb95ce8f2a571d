package io.threadkeep.limit;

/**
 * Every bound on what callers may store, in one place.
 *
 * <p>Characters are UTF-16 code units, as in {@link String#length()}; where bytes are meant the
 * name says so. The figures of assistants, metadata and ids are those of the Assistants API.
 */
public final class Limits {
  public static final int METADATA_PAIRS = 16;
  public static final int METADATA_KEY = 64;
  public static final int METADATA_VALUE = 512;

  public static final int ASSISTANT_NAME = 256;
  public static final int ASSISTANT_DESCRIPTION = 512;
  public static final int INSTRUCTIONS = 256_000;
  public static final int MODEL = 256;

  /** A context policy in its written form. */
  public static final int CONTEXT = 1_000;

  /** What a model has made of a conversation. */
  public static final int SUMMARY = 8_000;

  public static final int TOOLS = 128;
  public static final int TOOL_NAME = 64;
  public static final int TOOL_DESCRIPTION = 4_096;
  public static final int TOOL_SCHEMA = 262_144;

  /** What a model hands to a tool, in UTF-8 bytes. */
  public static final int TOOL_ARGUMENTS_BYTES = 1 << 20;

  public static final int TOOL_ARGUMENTS_DEPTH = 64;

  /** All text of one message together, in UTF-8 bytes. */
  public static final int MESSAGE_BYTES = 1 << 20;

  public static final int MESSAGE_PARTS = 512;
  public static final int ATTACHMENTS = 512;
  public static final int ANNOTATIONS = 512;
  public static final int URL = 2_048;
  public static final int FILE_ID = 128;
  public static final int CALL_ID = 128;

  /** Messages in one append. */
  public static final int BATCH = 1_000;

  public static final int TENANT = 64;
  public static final int USER = 128;
  public static final int IDEMPOTENCY_KEY = 255;
  public static final int PAGE = 100;

  public static final int SEARCH_TEXT = 1_000;
  public static final int SEARCH_WORDS = 32;

  /** The id that a page comes after. */
  public static final int CURSOR = 64;

  /**
   * What one run can have used of one kind of tokens: more than any provider sells, and so little
   * that millions of runs can be added up.
   */
  public static final long RUN_TOKENS = 1_000_000_000_000L;

  /** Tool calls of one step that came from elsewhere. */
  public static final int RECORDED_CALLS = 128;

  /** All their text together, in UTF-8 bytes. */
  public static final int RECORDED_CALLS_BYTES = 2 << 20;

  public static final int ERROR_MESSAGE = 2_000;

  private Limits() {}
}
