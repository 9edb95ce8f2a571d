package io.threadkeep.transport.openai;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The table of failures of model and tools, row by row, as far as a transport meets them: M1 to
 * M12, and what is known of the vendor's client. From M13 on they are the engine's.
 */
class FailureTableTest {

  @TestFactory
  Stream<DynamicNode> everyRowOnEachApi() {
    return ApiWire.both()
        .map(
            wire ->
                dynamicContainer(
                    wire.toString(),
                    Stream.of(StatusRows.ROWS, StreamRows.ROWS, AnswerRows.ROWS, ClientRows.ROWS)
                        .flatMap(List::stream)
                        .map(row -> dynamicTest(row.name(), () -> run(row, wire)))));
  }

  private static void run(FailureRow row, ApiWire wire) throws Exception {
    try (OpenAiTrial trial = new OpenAiTrial(wire, row.gap())) {
      row.trial().run(trial);
    }
  }
}
