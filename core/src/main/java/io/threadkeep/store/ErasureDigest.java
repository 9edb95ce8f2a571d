package io.threadkeep.store;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.internal.digest.Sha256;
import io.threadkeep.retention.ErasureReceipt.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What stands for the subject of an erasure: what is erased is not to be named by its own receipt.
 *
 * @param value SHA-256 in hexadecimal
 */
public record ErasureDigest(Subject subject, String value) {

  /**
   * @param thread null for all that the scope has
   */
  public static ErasureDigest of(Scope scope, @Nullable ThreadId thread) {
    String user = scope.user();
    Subject subject =
        thread != null ? Subject.THREAD : user != null ? Subject.USER : Subject.TENANT;
    // With lengths, so that no two subjects make the same text.
    String text =
        part(subject.name())
            + part(scope.tenant())
            + part(user == null ? "" : user)
            + part(thread == null ? "" : thread.value());
    return new ErasureDigest(subject, Sha256.hex(text));
  }

  private static String part(String text) {
    return text.length() + ":" + text + "/";
  }
}
