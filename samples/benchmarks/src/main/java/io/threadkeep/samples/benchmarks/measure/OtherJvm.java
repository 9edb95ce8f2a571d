package io.threadkeep.samples.benchmarks.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A JDK with virtual threads, in which a program is run for the figures that it prints. */
public record OtherJvm(Path java, int version) {
  private static final int WITH_VIRTUAL_THREADS = 21;
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  /** Our own, if it is new enough, else the newest one beside it. */
  public static Optional<OtherJvm> withVirtualThreads() throws IOException {
    Path own = Path.of(System.getProperty("java.home"));
    List<Path> homes = new ArrayList<>(List.of(own));
    try (Stream<Path> beside = Files.list(own.toRealPath().getParent())) {
      beside.sorted().forEach(homes::add);
    }
    OtherJvm newest = null;
    for (Path home : homes) {
      int version = version(home);
      if (version >= WITH_VIRTUAL_THREADS && (newest == null || version > newest.version)) {
        newest = new OtherJvm(home.resolve("bin").resolve("java"), version);
      }
    }
    return Optional.ofNullable(newest);
  }

  private static int version(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isReadable(release)) {
      return 0;
    }
    Matcher version = VERSION.matcher(Files.readString(release));
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }

  /** Runs {@code program} and returns what it prints as {@code name=number}. */
  public Map<String, Double> run(String heap, Class<?> program, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java.toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Map<String, Double> figures = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(line -> line.split("=", 2))
          .filter(pair -> pair.length == 2)
          .forEach(pair -> figures.put(pair[0], Double.valueOf(pair[1])));
    }
    if (process.waitFor() != 0) {
      throw new IOException(program.getSimpleName() + " failed on JDK " + version + ".");
    }
    return figures;
  }
}
