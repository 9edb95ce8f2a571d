package io.threadkeep.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.context.ContextPolicyType;
import io.threadkeep.samples.cli.own.Newest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README shows a command that is carried out here, to the letter, by a shell. */
class OwnJarTest {
  private static final Path README = Path.of(System.getProperty("basedir", "."), "README.md");

  @TempDir private Path directory;

  @Test
  void aPolicyOfAJarOfOnesOwnIsKnownToTheCommandLine() throws Exception {
    String thread;
    try (Threadkeep keep = Shell.in(directory).application()) {
      Conversation chat = keep.conversations().start();
      chat.say("I am in Rome.");
      chat.say("And I am happy.");
      thread = chat.id().value();
    }
    commandLine(directory.resolve("threadkeep.jar"));
    ownJar(directory.resolve("our-policies.jar"));

    Process process = inShell(block("## Your own jars"), Map.of("THREAD", thread));

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(directory.resolve("err.txt")).content().contains("1 messages", "last-messages(1)");
    assertThat(process.exitValue()).isZero();
    assertThat(directory.resolve("out.txt"))
        .content()
        .contains("And I am happy.")
        .doesNotContain("Rome");
  }

  private static String block(String heading) throws IOException {
    String section = Files.readString(README).split(heading + "\n", 2)[1];
    return section.split("```sh\n", 2)[1].split("```", 2)[0];
  }

  /** With the application's variables, some of which are of a backend that is not there. */
  private Process inShell(String command, Map<String, String> variables) throws IOException {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", command)
            .directory(directory.toFile())
            .redirectOutput(directory.resolve("out.txt").toFile())
            .redirectError(directory.resolve("err.txt").toFile());
    Map<String, String> environment = shell.environment();
    String bin = Path.of(System.getProperty("java.home"), "bin").toString();
    environment.merge("PATH", bin, (old, own) -> own + File.pathSeparator + old);
    environment.put("THREADKEEP_STORAGE", "jdbc");
    environment.put("THREADKEEP_JDBC_DIRECTORY", directory.toString());
    environment.put("THREADKEEP_TRANSPORT", "ours");
    environment.put("THREADKEEP_OURS_API_KEY", "hunter2");
    environment.putAll(variables);
    return shell.start();
  }

  /** As it is packaged: a small jar that names the others. */
  private static void commandLine(Path jar) throws IOException {
    String others =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" "));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, others);
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  private static void ownJar(Path jar) throws IOException {
    String type = Newest.class.getName().replace('.', '/') + ".class";
    try (InputStream compiled = Newest.class.getResourceAsStream("/" + type);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(type));
      assertThat(compiled).isNotNull();
      compiled.transferTo(out);
      out.putNextEntry(new ZipEntry("META-INF/services/" + ContextPolicyType.class.getName()));
      out.write(Newest.class.getName().getBytes(UTF_8));
    }
  }
}
