package dev.carafe.node.update;

import dev.carafe.settings.generation.Directory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A directory in memory whose disk fails, or whose machine loses power, at a step of its own.
///
/// What was written and synced is there after a cut; of a file that was being written there is
/// half.
final class FlakyDirectory implements Directory {
  private final Map<String, byte[]> files = new HashMap<>();
  private int left = Integer.MAX_VALUE;

  /// The step after so many more fails, and all after it.
  void failAfter(int steps) {
    left = steps;
  }

  /// The disk works again, or the power is back.
  void mend() {
    left = Integer.MAX_VALUE;
  }

  void put(String name, byte[] content) {
    files.put(name, content.clone());
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public byte[] read(String name) throws IOException {
    byte[] content = files.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return content.clone();
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    if (files.containsKey(name)) {
      throw new IOException(name + " is there already");
    }
    put(name, Arrays.copyOf(content, content.length / 2));
    step();
    put(name, content);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    step();
    put(to, read(from));
    files.remove(from);
  }

  @Override
  public void delete(String name) throws IOException {
    step();
    files.remove(name);
  }

  @Override
  public void sync() throws IOException {
    step();
  }

  private void step() throws IOException {
    if (left-- <= 0) {
      throw new IOException("No space left on device");
    }
  }
}
