package io.threadkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.transfer.ExportReport;
import io.threadkeep.transfer.TransferCounts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private static ExportReport write(OutputStream out, boolean whole) throws IOException {
    out.write("new".getBytes(StandardCharsets.UTF_8));
    return new ExportReport(TransferCounts.NONE, 0, 0, 0, List.of(), 3, null, whole);
  }
}
