package io.threadkeep.transport.openai;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelRequest;
import java.util.Locale;

/**
 * Keeps addresses from the provider, which would open them: a message must not be able to make
 * somebody's server call another one.
 */
final class RemoteImages {

  private RemoteImages() {}

  /**
   * @throws InvalidRequestException if an image is neither data nor allowed
   */
  static void check(ModelRequest request, boolean allowed) {
    for (Message message : request.messages()) {
      for (ContentPart part : message.content()) {
        if (part instanceof ContentPart.ImageUrl image) {
          check(message, image.url().strip().toLowerCase(Locale.ROOT), allowed);
        }
      }
    }
  }

  private static void check(Message message, String url, boolean allowed) {
    boolean remote = url.startsWith("https://") || url.startsWith("http://");
    if (remote ? !allowed : !url.startsWith("data:")) {
      throw new InvalidRequestException(
          "The message "
              + message.id().value()
              + " holds an image at "
              + (remote ? "an address, and providers are not given those" : "no http address")
              + ". Nothing was sent: send images as data or as uploaded files"
              + (remote ? ", or set threadkeep.openai.allow-remote-images." : "."),
          null);
    }
  }
}
