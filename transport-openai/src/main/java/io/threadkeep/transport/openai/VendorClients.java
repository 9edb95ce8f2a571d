package io.threadkeep.transport.openai;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import okhttp3.OkHttpClient;

/** Makes the vendor's client, with all switched off that would act by itself. */
final class VendorClients {

  private VendorClients() {}

  static OpenAIClient of(OpenAiEndpoint endpoint, OkHttpClient http) {
    OpenAIOkHttpClient.Builder client =
        OpenAIOkHttpClient.builder()
            .okHttpClient(http)
            // The client insists on one; the interceptor replaces it.
            .apiKey("unused")
            .maxRetries(0)
            // Whatever the environment says: bodies and keys are not for the log.
            .logLevel(LogLevel.OFF);
    if (endpoint.baseUrl() != null) {
      client.baseUrl(BaseUrl.forVendor(endpoint.baseUrl()));
    }
    if (endpoint.organization() != null) {
      client.organization(endpoint.organization());
    }
    if (endpoint.project() != null) {
      client.project(endpoint.project());
    }
    endpoint.headers().forEach(client::putHeader);
    client.azureUrlPathMode(endpoint.azure().paths().mode());
    if (endpoint.azure().apiVersion() != null) {
      client.azureServiceVersion(
          AzureOpenAIServiceVersion.fromString(endpoint.azure().apiVersion()));
    }
    return client.build();
  }
}
