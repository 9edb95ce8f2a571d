package io.threadkeep.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.TransferCounts;
import io.threadkeep.transfer.TransferProblem;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportTextTest {
  @Test
  void aProblemStaysOnItsLineWhateverTheFileSays() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        Terminal.of(InputStream.nullInputStream(), new ByteArrayOutputStream(), err, false);
    TransferProblem problem =
        new TransferProblem(TransferProblem.Kind.DAMAGED, 7, "an\nid", "this\nis forged");

    ImportText.print(
        new ImportReport(TransferCounts.NONE, TransferCounts.NONE, List.of(problem), 1, true),
        new Output(terminal, false));

    assertThat(err.toString(UTF_8).lines())
        .containsExactly("DAMAGED, line 7 an\\nid: this\\nis forged");
  }
}
