package io.threadkeep.samples.quickstart;

/** A script that cannot be read on; what stands above the line has been said. */
final class ScriptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScriptException(int line, String fault) {
    super("Line " + line + " of the script " + fault + ". What stands above it has been said.");
  }
}
