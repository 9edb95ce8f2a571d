package io.threadkeep.storage.jdbc;

import io.threadkeep.secrecy.DataKeyId;
import io.threadkeep.secrecy.EnvelopeKeys;

/** What is bound where neither the configuration nor the host has any. */
final class NoEnvelopeKeys implements EnvelopeKeys {

  @Override
  public String currentKeyId(String tenant) {
    throw new IllegalStateException("There are no envelope keys.");
  }

  @Override
  public byte[] wrap(DataKeyId id, String keyId, byte[] dataKey) {
    throw new IllegalStateException("There are no envelope keys.");
  }

  @Override
  public byte[] unwrap(DataKeyId id, String keyId, byte[] wrapped) {
    throw new IllegalStateException("There are no envelope keys.");
  }
}
