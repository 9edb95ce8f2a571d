package io.threadkeep.transport.openai;

import java.net.URI;
import java.util.List;
import java.util.Locale;
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

  boolean isAzure(String baseUrl) {
    if (paths != AzurePaths.AUTO) {
      return true;
    }
    String host = URI.create(baseUrl.trim()).getHost();
    return host != null && HOSTS.stream().anyMatch(host.toLowerCase(Locale.ROOT)::endsWith);
  }

  /** Whether paths name a deployment, and so lead to Chat Completions only. */
  boolean namesDeployments(String baseUrl) {
    return switch (paths) {
      case DEPLOYMENTS -> true;
      case V1 -> false;
      case AUTO -> isAzure(baseUrl) && !baseUrl.trim().replaceAll("/+$", "").endsWith("/openai/v1");
    };
  }
}
