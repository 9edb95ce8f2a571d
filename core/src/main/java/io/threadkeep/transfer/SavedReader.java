package io.threadkeep.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads single objects where the index says that they are. */
final class SavedReader implements AutoCloseable {
  private static final int OPEN_FILES = 16;
  private static final ObjectMapper MAPPER = new ObjectMapper(SavedScan.JSON);

  private final SavedIndex index;
  private final Map<Path, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);

  SavedReader(SavedIndex index) {
    this.index = index;
  }

  /**
   * @throws Refusal if the file is not what it was when the index was made
   */
  JsonNode read(SavedEntry entry) {
    try {
      return MAPPER.readTree(bytes(entry));
    } catch (IOException e) {
      throw Refusal.damaged(
          0, "The object " + entry.id() + " cannot be read any more: its file has changed.");
    }
  }

  private byte[] bytes(SavedEntry entry) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(entry.length());
    FileChannel channel = channel(index.file(entry));
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, entry.offset() + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.array();
  }

  private FileChannel channel(Path file) throws IOException {
    FileChannel channel = open.get(file);
    if (channel == null) {
      if (open.size() >= OPEN_FILES) {
        Path oldest = open.keySet().iterator().next();
        FileChannel closing = open.remove(oldest);
        if (closing != null) {
          closing.close();
        }
      }
      channel = FileChannel.open(file);
      open.put(file, channel);
    }
    return channel;
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : open.values()) {
      channel.close();
    }
  }
}
