package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a model's answer refers to. */
class AnnotationTest {
  private static final String SAID = "Paris has 2 million people [data.csv].";

  @BothApis
  void whatAnAnswerCitesComesWithIt(ApiWire wire) {
    ContentPart cited =
        new ContentPart.Text(
            SAID,
            List.of(
                new Annotation.UrlCitation("Paris \uD83D\uDDFC", "https://example.org/p", 0, 26),
                new Annotation.FileCitation("", "file-1", 0, SAID.length()),
                new Annotation.FilePath("[data.csv]", "file-2", 27, 37)));
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.answers(List.of(cited), FinishReason.STOP, Usage.of(5, 5));
      assertThat(
              trial.transport().call(Prompts.asking("How many?"), ModelCall.unobserved()).content())
          .containsExactly(cited);
    }
  }

  @BothApis
  void anAnswerMayHaveNoListOfThem(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      for (String none : List.of("null", "7", "{}", "{\"a\":null}")) {
        trial.provider.answers(
            StubAnswer.events(
                trial.whole("Yes.").stream()
                    .map(event -> event.replace("\"annotations\":[]", "\"annotations\":" + none))
                    .map(
                        event ->
                            event.replace(
                                "\"delta\":{\"content\"",
                                "\"delta\":{\"annotations\":" + none + ",\"content\""))
                    .toList()));
        assertThat(trial.transport().call(Prompts.asking("?"), ModelCall.unobserved()).content())
            .as(none)
            .containsExactly(new ContentPart.Text("Yes."));
      }
    }
  }

  @Test
  void aRangeEndsWhereTheTextDoes() {
    assertThat(
            read("{'type':'url_citation','url':'u','title':'t','start_index':-3,'end_index':99}"))
        .containsExactly(new Annotation.UrlCitation("t", "u", 0, SAID.length()));
  }

  @Test
  void whatCannotBeKeptIsLeftOutAndTheRestIsNot() {
    String odd =
        String.join(
            ",",
            "null",
            "7",
            "{}",
            "{'type':'mood'}",
            "{'type':'url_citation'}",
            "{'type':'url_citation','url':'" + "x".repeat(Limits.URL + 1) + "'}",
            "{'type':'container_file_citation','file_id':'f','start_index':9,'end_index':2}",
            "{'type':'file_path','file_id':'file-3','index':0}");
    assertThat(read(odd)).containsExactly(new Annotation.FilePath("", "file-3", 0, SAID.length()));
  }

  /** They are gathered piece by piece, and count nowhere else. */
  @Test
  void oneThatIsLongerThanAnyHonestOneIsNotGathered() {
    String huge =
        "{'type':'file_path','file_id':'f','more':'" + "x".repeat(Annotations.LONGEST) + "'}";
    String piece =
        "{'choices':[{'index':0,'delta':{'content':'Yes','annotations':["
            + huge
            + "]},'finish_reason':'stop'}]}";
    try (OpenAiTrial trial = new OpenAiTrial(new ChatWire())) {
      trial.provider.answers(StubAnswer.events(List.of(piece.replace('\'', '"'), "[DONE]")));
      assertThat(trial.transport().call(Prompts.asking("?"), ModelCall.unobserved()).content())
          .containsExactly(new ContentPart.Text("Yes"));
    }
  }

  @Test
  void noMoreAreKeptThanATextMayHave() {
    String one = "{'type':'file_path','file_id':'f'}";
    assertThat(read(String.join(",", Collections.nCopies(Limits.ANNOTATIONS + 1, one))))
        .hasSize(Limits.ANNOTATIONS);
  }

  private static List<Annotation> read(String annotations) {
    try {
      String json = "[" + annotations.replace('\'', '"') + "]";
      return Annotations.read(new ObjectMapper().readTree(json), SAID);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
