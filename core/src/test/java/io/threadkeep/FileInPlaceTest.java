package io.threadkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.transfer.ExportReport;
import io.threadkeep.transfer.TransferCounts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An earlier export is there until the next one is whole. */
class FileInPlaceTest {
  @TempDir private Path dir;
  private Path file = Path.of("");
  private Path part = Path.of("");

  @BeforeEach
  void anEarlierOne() throws IOException {
    file = Files.writeString(dir.resolve("threads.jsonl"), "earlier");
    part = dir.resolve("threads.jsonl.part");
  }

  @Test
  void aWholeOneTakesItsPlace() throws IOException {
    FileInPlace.write(
        file,
        out -> {
          assertThat(file).hasContent("earlier");
          return write(out, true);
        });
    assertThat(file).hasContent("new");
    assertThat(part).doesNotExist();
  }

  @Test
  void oneThatWasStoppedStaysBesideIt() throws IOException {
    assertThat(FileInPlace.write(file, out -> write(out, false)).whole()).isFalse();
    assertThat(file).hasContent("earlier");
    assertThat(part).hasContent("new");
  }

  @Test
  void oneThatFailedLeavesNothing() {
    assertThatThrownBy(
            () ->
                FileInPlace.write(
                    file,
                    out -> {
                      write(out, true);
                      throw new IOException("The disk is full.");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("earlier");
    assertThat(part).doesNotExist();
  }

  @Test
  void whatALinkLeadsToIsReplaced() throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("link"), file);
    FileInPlace.write(link, out -> write(out, true));
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
    Path fresh = dir.resolve("fresh.jsonl");
    FileInPlace.write(fresh, out -> write(out, true));
    assertThat(fresh).hasContent("new");
  }

  @Test
  void severalAtATimeDoNotDisturbEachOtherAndTheLastOneStays() throws IOException {
    FileInPlace.write(
        file,
        outer -> {
          outer.write("out".getBytes(StandardCharsets.UTF_8));
          FileInPlace.write(file, inner -> write(inner, true));
          assertThat(file).hasContent("new");
          outer.write("er".getBytes(StandardCharsets.UTF_8));
          return write(outer, true);
        });
    assertThat(file).hasContent("outernew");
    assertThat(dir).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whatAKilledProcessHasLeftIsRemovedAndNothingElse() throws IOException {
    Path left = Files.createFile(dir.resolve("threads.jsonl.0123456789abcdef-7.part"));
    Path held = Files.createFile(dir.resolve("threads.jsonl.fedcba9876543210-1.part"));
    List<Path> others =
        List.of(
            Files.createFile(part),
            Files.createFile(dir.resolve("other.jsonl.0123456789abcdef-7.part")),
            Files.createFile(dir.resolve("threads.jsonl.mine-7.part")));
    try (FileChannel writer = FileChannel.open(held, StandardOpenOption.WRITE);
        FileLock unused = writer.lock()) {
      FileInPlace.write(file, out -> write(out, true));
    }
    assertThat(left).doesNotExist();
    assertThat(held).exists();
    assertThat(others).allMatch(Files::exists);
  }

  @Test
  void anEarlierOnesPermissionsAreKept() throws IOException {
    Set<PosixFilePermission> shared = PosixFilePermissions.fromString("rw-rw----");
    Files.setPosixFilePermissions(file, shared);
    FileInPlace.write(
        file,
        out -> {
          try (Stream<Path> parts = Files.list(dir).filter(one -> !one.equals(file))) {
            assertThat(parts)
                .hasSize(1)
                .allMatch(one -> !permissions(one).contains(PosixFilePermission.OTHERS_READ));
          }
          return write(out, true);
        });
    assertThat(permissions(file)).isEqualTo(shared);
  }

  private static Set<PosixFilePermission> permissions(Path file) {
    try {
      return Files.getPosixFilePermissions(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsNoRegularFileIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path nothing = dir.resolve("nothing");
    Path link = Files.createSymbolicLink(dir.resolve("link"), nothing);
    for (Path wrong : List.of(dir, link, nothing.resolve("threads.jsonl"))) {
      assertThatThrownBy(
              () ->
                  FileInPlace.write(
                      wrong,
                      out -> {
                        throw new AssertionError("Nothing is to be written.");
                      }))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(dir.toString());
    }
    assertThat(link).isSymbolicLink();
    assertThat(nothing).doesNotExist();
  }

  @Test
  void whatIsCalledSoIsCompressedAndReadAgain() throws IOException {
    Path packed = dir.resolve("threads.jsonl.gz");
    FileInPlace.write(packed, out -> write(out, true));
    for (Path one : List.of(packed, file)) {
      try (InputStream in = Gzip.unpacked(Files.newInputStream(one))) {
        assertThat(in).hasContent(one.equals(packed) ? "new" : "earlier");
      }
    }
    assertThat(Files.readAllBytes(packed)).startsWith(0x1f, 0x8b);
  }

  private static ExportReport write(OutputStream out, boolean whole) throws IOException {
    out.write("new".getBytes(StandardCharsets.UTF_8));
    return new ExportReport(TransferCounts.NONE, 0, 0, 0, List.of(), 3, null, whole);
  }
}
