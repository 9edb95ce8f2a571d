package io.threadkeep.transport.openai;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the provider is, and how requests get there.
 *
 * @param baseUrl of a compatible server, such as {@code http://localhost:8000/v1}, or of Azure;
 *     null for OpenAI
 * @param headers sent with each request; their values are shown nowhere
 */
public record OpenAiEndpoint(
    @Nullable String baseUrl,
    @Nullable String organization,
    @Nullable String project,
    Map<String, String> headers,
    AzureOptions azure,
    @Nullable ProxyOptions proxy) {
  private static final String OPEN_AI = "api.openai.com";

  /**
   * @throws io.threadkeep.error.InvalidInputException if a base URL is none, or a header cannot be
   *     sent
   */
  public OpenAiEndpoint {
    if (baseUrl != null) {
      baseUrl = baseUrl.strip();
      BaseUrl.read(baseUrl);
    }
    if (organization != null) {
      HeaderRules.checkValue("organization", organization);
    }
    if (project != null) {
      HeaderRules.checkValue("project", project);
    }
    headers = Map.copyOf(headers);
    headers.forEach(HeaderRules::check);
  }

  /** OpenAI itself. */
  public static OpenAiEndpoint openAi() {
    return new OpenAiEndpoint(null, null, null, Map.of(), AzureOptions.defaults(), null);
  }

  /** A compatible server, or an Azure resource. */
  public static OpenAiEndpoint at(String baseUrl) {
    return new OpenAiEndpoint(baseUrl, null, null, Map.of(), AzureOptions.defaults(), null);
  }

  public OpenAiEndpoint withOrganization(@Nullable String newOrganization) {
    return new OpenAiEndpoint(baseUrl, newOrganization, project, headers, azure, proxy);
  }

  public OpenAiEndpoint withProject(@Nullable String newProject) {
    return new OpenAiEndpoint(baseUrl, organization, newProject, headers, azure, proxy);
  }

  public OpenAiEndpoint withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new OpenAiEndpoint(baseUrl, organization, project, more, azure, proxy);
  }

  public OpenAiEndpoint withAzure(AzureOptions newAzure) {
    return new OpenAiEndpoint(baseUrl, organization, project, headers, newAzure, proxy);
  }

  public OpenAiEndpoint withProxy(@Nullable ProxyOptions newProxy) {
    return new OpenAiEndpoint(baseUrl, organization, project, headers, azure, newProxy);
  }

  boolean isAzure() {
    return baseUrl != null && azure.isAzure(BaseUrl.read(baseUrl));
  }

  /** Whether {@code api} can be found there; Azure has the Responses API on its v1 paths alone. */
  boolean speaks(OpenAiApi api) {
    return api != OpenAiApi.RESPONSES
        || baseUrl == null
        || !azure.namesDeployments(BaseUrl.read(baseUrl));
  }

  /**
   * Whether what OpenAI documents is understood there to the last field, and models are its own.
   */
  boolean isOpenAi() {
    if (baseUrl == null) {
      return true;
    }
    String host = BaseUrl.read(baseUrl).host();
    // Such as eu.api.openai.com, where data stay in a region.
    return host.equals(OPEN_AI) || host.endsWith("." + OPEN_AI);
  }

  /** Whether nobody is answered there without a key. */
  boolean needsKey() {
    return isOpenAi() || isAzure();
  }

  /** In which header the key goes. */
  KeyHeader keyHeader() {
    return isAzure() && !azure.entraToken() ? KeyHeader.API_KEY : KeyHeader.BEARER;
  }

  /** Without what headers hold: that may be a key too. */
  @Override
  public String toString() {
    return "OpenAiEndpoint[baseUrl="
        + baseUrl
        + ", headers="
        + new TreeMap<>(headers).keySet()
        + ", azure="
        + azure
        + ", proxy="
        + proxy
        + "]";
  }
}
