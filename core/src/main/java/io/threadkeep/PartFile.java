package io.threadkeep;

import io.threadkeep.internal.time.SystemTime;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way, beside the one whose place it is to take: {@code
 * FILE.<process>-<number>.part}.
 *
 * <p>Each writer has a part of its own and holds its lock, so that several may write to one place:
 * each of them whole, and the one that ends last stays. What a killed process has left is locked by
 * nobody, and goes when the same place is written to the next time. A part that is made but not
 * locked yet looks like that too; but no name comes twice, so that what is locked and still there
 * is surely one's own.
 */
final class PartFile implements AutoCloseable {
  private static final String PROCESS =
      HexFormat.of().toHexDigits(SystemTime.random().nextLong()) + "-";
  private static final AtomicLong NUMBER = new AtomicLong();

  private final Path target;
  private final Path part;
  private final @Nullable Set<PosixFilePermission> permissions;
  private final FileChannel channel;
  private final Thread atExit;

  /**
   * @param target a regular file, which is written over and whose permissions are kept, or nothing
   */
  static PartFile beside(Path target) throws IOException {
    String own = target.getFileName() + "." + PROCESS;
    LeftParts.remove(target, own);
    while (true) {
      PartFile made =
          new PartFile(target, target.resolveSibling(own + NUMBER.incrementAndGet() + ".part"));
      if (made.isLocked()) {
        return made;
      }
      made.close();
    }
  }

  private PartFile(Path target, Path part) throws IOException {
    this.target = target;
    this.part = part;
    PosixFileAttributeView view =
        Files.exists(target)
            ? Files.getFileAttributeView(target, PosixFileAttributeView.class)
            : null;
    this.permissions = view == null ? null : view.readAttributes().permissions();
    FileAttribute<?>[] like =
        permissions == null
            ? new FileAttribute<?>[0]
            : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    this.channel =
        FileChannel.open(
            part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), like);
    // Who presses Ctrl-C leaves no time to clear away.
    this.atExit = new Thread(() -> part.toFile().delete());
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private boolean isLocked() {
    try {
      FileLock lock = channel.tryLock();
      return lock != null && Files.exists(part);
    } catch (IOException e) {
      // A disk without locks: nobody else can get one either, and so nobody takes it for left.
      return true;
    }
  }

  /** Closing it does not close the part. */
  OutputStream content() {
    return new FilterOutputStream(Channels.newOutputStream(channel)) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** It is on the disk before it is in place: after a power failure there is one or the other. */
  void takePlace() throws IOException {
    if (permissions != null) {
      Path unused = Files.setPosixFilePermissions(part, permissions);
    }
    moveTo(target);
  }

  /** As {@code FILE.part}, in the place of one that was kept before. */
  void keep() throws IOException {
    moveTo(target.resolveSibling(target.getFileName() + ".part"));
  }

  private void moveTo(Path place) throws IOException {
    channel.force(true);
    try {
      Path unused = Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Path unused = Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Nothing of what was not moved stays. */
  @Override
  public void close() throws IOException {
    try (channel) {
      boolean unused = Files.deleteIfExists(part);
    }
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // It is running.
    }
  }
}
