package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassetteFileTest {
  private static final ModelRequest FRANCE = Prompts.asking("Capital of France?");
  private static final ModelRequest ITALY = Prompts.asking("Capital of Italy?");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("capitals.yaml");
  }

  @Test
  void nothingElseIsLeftInTheDirectory() throws IOException {
    Tapes.record(file, LiveModel.answering(), FRANCE, ITALY);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aReaderNeverSeesHalfAFile() throws Exception {
    Tapes.record(file, LiveModel.answering(), FRANCE);
    Thread recording =
        new Thread(
            () ->
                Tapes.record(
                    file,
                    LiveModel.answering(),
                    Stream.generate(() -> FRANCE).limit(40).toArray(ModelRequest[]::new)));
    recording.start();
    while (recording.isAlive()) {
      try (Cassette cassette = Cassette.open(file)) {
        assertThat(cassette.unused()).isNotEmpty();
      }
    }
    recording.join();
  }

  @Test
  void twoRecordingsOfOneFileDoNotOverwriteEachOther() {
    try (Cassette one = Cassette.open(file, Tapes.RECORD_MISSING);
        Cassette other = Cassette.open(file, Tapes.RECORD_MISSING)) {
      Tapes.ask(one.transport(LiveModel::answering), FRANCE);
      ModelTransport late = other.transport(LiveModel::answering);
      assertThatThrownBy(() -> Tapes.ask(late, ITALY))
          .isInstanceOf(CassetteException.class)
          .hasMessageContaining("somebody else changed it");
      Tapes.write(file, "");
    } catch (CassetteException e) {
      assertThat(e).hasMessageContaining("somebody else changed it");
    }
  }

  @Test
  void whatCannotBeWrittenIsToldAndNotLost() throws IOException {
    Path blocker = directory.resolve("blocked");
    Path blocked = blocker.resolve("capitals.yaml");
    Cassette cassette = Cassette.open(blocked, Tapes.RECORD);
    ModelTransport transport = cassette.transport(LiveModel::answering);
    Files.writeString(blocker, "a file, no directory");
    assertThatThrownBy(() -> Tapes.ask(transport, FRANCE)).isInstanceOf(CassetteException.class);

    Files.delete(blocker);
    Tapes.ask(transport, ITALY);
    assertThat(Tapes.text(blocked)).contains("Re: Capital of France?", "Re: Capital of Italy?");
  }

  @Test
  void anInterruptThatComesTooLateDoesNotStopTheWriting() {
    LiveModel model =
        new LiveModel(
            (request, call) -> {
              Thread.currentThread().interrupt();
              return LiveModel.echo(request);
            });
    try {
      Tapes.record(file, model, FRANCE, ITALY);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(Tapes.text(file)).contains("Re: Capital of France?", "Re: Capital of Italy?");
  }

  @Test
  void closingWritesOnlyWhatChanged() throws IOException {
    Tapes.record(file, LiveModel.answering(), FRANCE);
    Object before = Files.readAttributes(file, "unix:ino,lastModifiedTime");
    Tapes.record(file, Tapes.RECORD_MISSING, LiveModel.answering(), FRANCE);
    assertThat(Files.readAttributes(file, "unix:ino,lastModifiedTime")).isEqualTo(before);
  }
}
