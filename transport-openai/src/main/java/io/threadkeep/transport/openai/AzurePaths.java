package io.threadkeep.transport.openai;

import com.openai.azure.AzureUrlPathMode;

/** How Azure names its resources in URLs. */
public enum AzurePaths {
  /** As the host and the end of the base URL say; anything but Azure where they do not. */
  AUTO(AzureUrlPathMode.AUTO),
  /** {@code /openai/deployments/MODEL/…?api-version=…}: models are names of deployments. */
  DEPLOYMENTS(AzureUrlPathMode.LEGACY),
  /** {@code /openai/v1/…}, as OpenAI itself has them. */
  V1(AzureUrlPathMode.UNIFIED);

  private final AzureUrlPathMode mode;

  AzurePaths(AzureUrlPathMode mode) {
    this.mode = mode;
  }

  AzureUrlPathMode mode() {
    return mode;
  }
}
