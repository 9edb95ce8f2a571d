package io.threadkeep.transport.openai;

/**
 * What requests may and must hold, beside the prompt.
 *
 * @param remoteImages whether images at http and https addresses go to the provider, which fetches
 *     them; those that are data or uploaded files always do
 * @param extraFields a JSON object whose fields are added to each request, for servers that
 *     understand more; empty for none
 */
public record OpenAiPayload(boolean remoteImages, VendorFields vendorFields, String extraFields) {

  /**
   * @throws io.threadkeep.error.InvalidInputException if the fields are no object, or one is the
   *     transport's own
   */
  public OpenAiPayload {
    ExtraFields.read(extraFields);
  }

  public static OpenAiPayload defaults() {
    return new OpenAiPayload(false, VendorFields.AUTO, "");
  }

  public OpenAiPayload withRemoteImages(boolean newRemoteImages) {
    return new OpenAiPayload(newRemoteImages, vendorFields, extraFields);
  }

  public OpenAiPayload withVendorFields(VendorFields newVendorFields) {
    return new OpenAiPayload(remoteImages, newVendorFields, extraFields);
  }

  public OpenAiPayload withExtraFields(String newExtraFields) {
    return new OpenAiPayload(remoteImages, vendorFields, newExtraFields);
  }
}
