package io.threadkeep.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.threadkeep.transfer.NotCarried.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are read, and that the others are told of. */
class SavedFolderTest {
  private static final String THREAD = "{\"object\":\"thread\",\"id\":\"thread_a\"}";

  @TempDir private Path dir;
  private final NotCarriedTally lost = new NotCarriedTally();

  @Test
  void aFolderMayBeALink() throws IOException {
    Path real = Files.createDirectories(dir.resolve("real"));
    Files.writeString(real.resolve("a.json"), THREAD);
    Path link = Files.createSymbolicLink(dir.resolve("link"), real);
    assertThat(index(link).threads(null)).hasSize(1);
    assertThat(
            index(Files.createSymbolicLink(dir.resolve("l.json"), real.resolve("a.json")))
                .threads(null))
        .hasSize(1);
    assertThat(lost.all()).isEmpty();
  }

  @Test
  void aLinkInItLeadsNobodyOut() throws IOException {
    Path outside = Files.createDirectories(dir.resolve("outside"));
    Files.writeString(outside.resolve("secret.json"), THREAD);
    Path folder = Files.createDirectories(dir.resolve("folder"));
    Files.writeString(folder.resolve("b.json"), THREAD.replace("_a", "_b"));
    Files.createSymbolicLink(folder.resolve("a.json"), outside.resolve("secret.json"));
    Files.createSymbolicLink(folder.resolve("sub"), outside);
    Files.createSymbolicLink(folder.resolve("gone.json"), dir.resolve("nowhere"));
    assertThat(index(folder).threads(null))
        .extracting(thread -> thread.id())
        .containsExactly("thread_b");
    assertThat(lost.all())
        .containsExactly(new NotCarried(Kind.SKIPPED_FILE, 3, told(Kind.SKIPPED_FILE)));
    assertThat(told(Kind.SKIPPED_FILE)).containsExactlyInAnyOrder("a.json", "gone.json", "sub");
  }

  @Test
  void whatCannotBeReadIsToldOfAndTheRestIsRead() throws IOException {
    Files.writeString(dir.resolve("a.json"), THREAD);
    Path closed = Files.createDirectories(dir.resolve("closed"));
    Path unreadable = Files.writeString(dir.resolve("b.json"), THREAD);
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("---------"));
    // An administrator reads everything.
    assumeThat(Files.isReadable(unreadable)).isFalse();
    assertThat(index(dir).threads(null)).hasSize(1);
    assertThat(told(Kind.UNREADABLE_FILE)).containsExactlyInAnyOrder("closed", "b.json");
  }

  @Test
  void anEmptyFolderSaysSo() throws IOException {
    index(Files.createDirectories(dir.resolve("empty")));
    assertThat(told(Kind.NOTHING_FOUND)).containsExactly("empty");
  }

  @Test
  void numbersInNamesCountByTheirValue() throws IOException {
    for (String name : List.of("page10.json", "page9.json", "page010b.json", "page2.json")) {
      Files.writeString(dir.resolve(name), "[]");
    }
    SavedFolder folder = new SavedFolder(dir, lost);
    assertThat(folder.files().stream().map(folder::name))
        .containsExactly("page2.json", "page9.json", "page10.json", "page010b.json");
  }

  private SavedIndex index(Path from) throws IOException {
    SavedIndex index = new SavedIndex(lost);
    AssistantsImporter.index(from, index, lost, new Pace(TransferWatch.NONE, () -> 0));
    return index;
  }

  private List<String> told(Kind kind) {
    return lost.all().stream()
        .filter(each -> each.kind() == kind)
        .flatMap(each -> each.ids().stream())
        .toList();
  }
}
