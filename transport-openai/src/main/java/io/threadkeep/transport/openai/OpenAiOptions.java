package io.threadkeep.transport.openai;

/**
 * Which API is spoken, where, and how. How long a whole call may take comes with each request.
 *
 * @param models what is known of models; where OpenAI is not, only what was added to {@link
 *     OpenAiModels#known} bounds what is asked of them
 */
public record OpenAiOptions(
    OpenAiApi api,
    OpenAiEndpoint endpoint,
    OpenAiTimeouts timeouts,
    OpenAiPayload payload,
    OpenAiModels models) {

  public static OpenAiOptions defaults() {
    return new OpenAiOptions(
        OpenAiApi.RESPONSES,
        OpenAiEndpoint.openAi(),
        OpenAiTimeouts.defaults(),
        OpenAiPayload.defaults(),
        OpenAiModels.known());
  }

  public OpenAiOptions withApi(OpenAiApi newApi) {
    return new OpenAiOptions(newApi, endpoint, timeouts, payload, models);
  }

  public OpenAiOptions withEndpoint(OpenAiEndpoint newEndpoint) {
    return new OpenAiOptions(api, newEndpoint, timeouts, payload, models);
  }

  public OpenAiOptions withTimeouts(OpenAiTimeouts newTimeouts) {
    return new OpenAiOptions(api, endpoint, newTimeouts, payload, models);
  }

  public OpenAiOptions withPayload(OpenAiPayload newPayload) {
    return new OpenAiOptions(api, endpoint, timeouts, newPayload, models);
  }

  public OpenAiOptions withModels(OpenAiModels newModels) {
    return new OpenAiOptions(api, endpoint, timeouts, payload, newModels);
  }

  /** Whether fields go along that other servers may refuse. */
  boolean sendsVendorFields() {
    return switch (payload.vendorFields()) {
      case AUTO -> endpoint.isOpenAi();
      case SEND -> true;
      case OMIT -> false;
    };
  }

  /** Elsewhere a model of a known name may be another, or be served in another way. */
  OpenAiModels modelsThere() {
    return endpoint.isOpenAi() ? models : models.own();
  }
}
