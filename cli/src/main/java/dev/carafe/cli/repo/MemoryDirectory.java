package dev.carafe.cli.repo;

import dev.carafe.settings.generation.Directory;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A directory that is gone with this process.
final class MemoryDirectory implements Directory {
  private final Map<String, byte[]> files = new HashMap<>();

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public byte[] read(String name) throws NoSuchFileException {
    return content(name).clone();
  }

  private byte[] content(String name) throws NoSuchFileException {
    byte[] content = files.get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    return content;
  }

  @Override
  public void write(String name, byte[] content) {
    files.put(name, content.clone());
  }

  @Override
  public void rename(String from, String to) throws NoSuchFileException {
    files.put(to, content(from));
    files.remove(from);
  }

  @Override
  public void delete(String name) {
    files.remove(name);
  }

  @Override
  public void sync() {
    // nothing lasts
  }
}
