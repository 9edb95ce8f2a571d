package io.threadkeep.transport.openai;

import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * How an Azure OpenAI resource is spoken to.
 *
 * @param apiVersion sent as {@code api-version}; null for the newest stable one that the vendor's
 *     client knows, and for none on {@link AzurePaths#V1} paths
 * @param entraToken whether the key is a token of Entra ID, which is sent as a bearer, and not a
 *     key of the resource, which has a header of its own
 */
public record AzureOptions(AzurePaths paths, @Nullable String apiVersion, boolean entraToken) {
  /** As the vendor's client knows them. */
  private static final List<String> HOSTS =
      List.of(
          ".openai.azure.com",
          ".services.ai.azure.com",
          ".azure-api.net",
          ".cognitiveservices.azure.com");

  public static AzureOptions defaults() {
    return new AzureOptions(AzurePaths.AUTO, null, false);
  }

  boolean isAzure(HttpUrl baseUrl) {
    if (paths != AzurePaths.AUTO) {
      return true;
    }
    return HOSTS.stream().anyMatch(baseUrl.host()::endsWith);
  }

  /** Whether paths name a deployment, and so lead to Chat Completions only. */
  boolean namesDeployments(HttpUrl baseUrl) {
    return switch (paths) {
      case DEPLOYMENTS -> true;
      case V1 -> false;
      case AUTO ->
          isAzure(baseUrl) && !baseUrl.encodedPath().replaceAll("/+$", "").endsWith("/openai/v1");
    };
  }
}
