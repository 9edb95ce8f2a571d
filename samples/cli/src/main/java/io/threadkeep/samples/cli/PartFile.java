package io.threadkeep.samples.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that takes its place when it is whole: what breaks off is not to look like an export, nor
 * to take an older one's place. Where there is an older one, its permissions are kept.
 */
final class PartFile implements AutoCloseable {
  private final Path target;
  private final Path part;
  private final @Nullable Set<PosixFilePermission> permissions;

  /**
   * @param target as {@link TargetFile} gives it
   */
  PartFile(Path target) throws IOException {
    this.target = target;
    // A name that nobody else has: x.part may be somebody's own file.
    this.part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
    PosixFileAttributeView view =
        Files.exists(target)
            ? Files.getFileAttributeView(target, PosixFileAttributeView.class)
            : null;
    this.permissions = view == null ? null : view.readAttributes().permissions();
    // Who presses Ctrl-C leaves no time to clear away.
    part.toFile().deleteOnExit();
  }

  OutputStream open() throws IOException {
    FileAttribute<?>[] like =
        permissions == null
            ? new FileAttribute<?>[0]
            : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    return Channels.newOutputStream(
        Files.newByteChannel(
            part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), like));
  }

  void takePlace() throws IOException {
    if (permissions != null) {
      Path unused = Files.setPosixFilePermissions(part, permissions);
    }
    Path unused = Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Nothing of what did not take its place stays. */
  @Override
  public void close() throws IOException {
    boolean unused = Files.deleteIfExists(part);
  }
}
