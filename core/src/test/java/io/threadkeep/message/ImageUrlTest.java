package io.threadkeep.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Limits;
import org.junit.jupiter.api.Test;

class ImageUrlTest {
  private static final String HEAD = "data:image/png;base64,";

  @Test
  void anAddressIsShort() {
    assertThat(image("https://example.org/" + "a".repeat(Limits.URL - 20)).url())
        .hasSize(Limits.URL);
    assertThatThrownBy(() -> image("https://example.org/" + "a".repeat(Limits.URL)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("content.image_url.url");
  }

  @Test
  void anImageMayBeAsLargeAsAMessage() {
    ContentPart.ImageUrl whole = image(HEAD + "A".repeat(Limits.MESSAGE_BYTES - HEAD.length()));
    assertThat(NewMessage.of(Role.USER, whole).content()).containsExactly(whole);
    assertThatThrownBy(() -> image("DATA:," + "A".repeat(Limits.MESSAGE_BYTES)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void imagesAndTextTogetherAreNoLargerThanAMessage() {
    ContentPart half = image(HEAD + "A".repeat(Limits.MESSAGE_BYTES / 2));
    assertThatThrownBy(() -> NewMessage.of(Role.USER, half, new ContentPart.Text("?"), half))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at most " + Limits.MESSAGE_BYTES + " bytes");
  }

  private static ContentPart.ImageUrl image(String url) {
    return new ContentPart.ImageUrl(url, ImageDetail.AUTO);
  }
}
