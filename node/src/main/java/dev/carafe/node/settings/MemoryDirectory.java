package dev.carafe.node.settings;

import dev.carafe.settings.generation.Directory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Files that do not outlive the agent: for a node whose data partition cannot be used, and which
/// is still to be reached.
public final class MemoryDirectory implements Directory {
  private final Map<String, byte[]> files = new TreeMap<>();

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
  public void write(String name, byte[] content) {
    files.put(name, content.clone());
  }

  @Override
  public void rename(String from, String to) throws IOException {
    files.put(to, read(from));
    files.remove(from);
  }

  @Override
  public void delete(String name) {
    files.remove(name);
  }

  @Override
  public void sync() {}
}
