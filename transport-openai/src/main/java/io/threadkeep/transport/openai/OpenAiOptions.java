package io.threadkeep.transport.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the provider is, and how long it may be silent. How long a whole call may take comes with
 * each request.
 *
 * @param baseUrl of a compatible server, such as {@code http://localhost:8000/v1}; null for OpenAI
 * @param gapTimeout the longest silence within an answer, before its first word too
 */
public record OpenAiOptions(
    OpenAiApi api,
    @Nullable String baseUrl,
    @Nullable String organization,
    @Nullable String project,
    Duration connectTimeout,
    Duration gapTimeout) {

  public static OpenAiOptions defaults() {
    return new OpenAiOptions(
        OpenAiApi.RESPONSES, null, null, null, Duration.ofSeconds(10), Duration.ofSeconds(60));
  }

  public OpenAiOptions withApi(OpenAiApi newApi) {
    return new OpenAiOptions(newApi, baseUrl, organization, project, connectTimeout, gapTimeout);
  }

  public OpenAiOptions withBaseUrl(@Nullable String newBaseUrl) {
    return new OpenAiOptions(api, newBaseUrl, organization, project, connectTimeout, gapTimeout);
  }

  public OpenAiOptions withOrganization(@Nullable String newOrganization) {
    return new OpenAiOptions(api, baseUrl, newOrganization, project, connectTimeout, gapTimeout);
  }

  public OpenAiOptions withProject(@Nullable String newProject) {
    return new OpenAiOptions(api, baseUrl, organization, newProject, connectTimeout, gapTimeout);
  }

  public OpenAiOptions withConnectTimeout(Duration newTimeout) {
    return new OpenAiOptions(api, baseUrl, organization, project, newTimeout, gapTimeout);
  }

  public OpenAiOptions withGapTimeout(Duration newTimeout) {
    return new OpenAiOptions(api, baseUrl, organization, project, connectTimeout, newTimeout);
  }
}
