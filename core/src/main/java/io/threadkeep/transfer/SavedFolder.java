package io.threadkeep.transfer;

import io.threadkeep.transfer.NotCarried.Kind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder and of those in it, by name, and numbers in names by their value: {@code
 * page2} before {@code page10}. Links in it are told of and not followed, so that nothing from
 * beyond it is taken.
 */
final class SavedFolder {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final Path root;
  private final NotCarriedTally lost;

  /**
   * @param source a file or a folder; perhaps a link to it
   */
  SavedFolder(Path source, NotCarriedTally lost) throws IOException {
    this.root = source.toRealPath();
    this.lost = lost;
  }

  List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isRegularFile(root)) {
      return List.of(root);
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isJson(name(file))) {
              found.add(file);
            } else {
              lost.add(Kind.SKIPPED_FILE, name(file));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            lost.add(Kind.UNREADABLE_FILE, name(file));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            if (e != null) {
              lost.add(Kind.UNREADABLE_FILE, name(folder));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Comparator.comparing((Path file) -> byValue(name(file))).thenComparing(this::name));
    return found;
  }

  /** As it is told of. */
  String name(Path file) {
    return root.equals(file)
        ? String.valueOf(file.getFileName())
        : root.relativize(file).toString();
  }

  private static String byValue(String name) {
    return NUMBER
        .matcher(name)
        .replaceAll(number -> String.format("%018d", Long.parseLong(number.group())));
  }

  private static boolean isJson(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".json") || lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
  }
}
