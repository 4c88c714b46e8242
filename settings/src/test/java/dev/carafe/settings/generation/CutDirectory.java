package dev.carafe.settings.generation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A directory in memory whose power goes, or whose disk fails, at a chosen step. It keeps apart
/// what the machine sees and what the disk holds: content is only as durable as its last fsync, and
/// names are those after any of the operations since the directory's.
final class CutDirectory implements Directory {

  /// The power is gone.
  static final class PowerCut extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Inode {
    byte[] content = new byte[0];
    Optional<byte[]> durable = Optional.empty();
  }

  private final List<Map<String, Inode>> states = new ArrayList<>();
  private int steps;
  private int cutAt = Integer.MAX_VALUE;
  private int failAt = Integer.MAX_VALUE;

  CutDirectory() {
    states.add(new HashMap<>());
  }

  /// The power goes before the step of this number, counted from now, from 1.
  void cutAt(int step) {
    cutAt = steps + step;
  }

  /// The disk refuses the step of this number, counted from now, from 1; the machine goes on.
  void failAt(int step) {
    failAt = steps + step;
  }

  /// How many steps there were.
  int steps() {
    return steps;
  }

  /// What the machine finds after the power is back.
  CutDirectory afterCut(Random random) {
    CutDirectory after = new CutDirectory();
    states
        .get(random.nextInt(states.size()))
        .forEach((name, inode) -> {
          Inode found = new Inode();
          found.content = inode.durable.orElseGet(() -> torn(inode.content, random));
          found.durable = Optional.of(found.content);
          after.now().put(name, found);
        });
    return after;
  }

  /// Changes a bit of a file behind the store's back.
  void flip(String name, int bit) {
    byte[] content = find(name).content;
    content[bit / 8 % content.length] ^= (byte) (1 << (bit % 8));
  }

  /// Cuts a file short behind the store's back.
  void truncate(String name, int length) {
    Inode inode = find(name);
    inode.content = Arrays.copyOf(inode.content, Math.min(length, inode.content.length));
  }

  @Override
  public List<String> names() {
    return List.copyOf(now().keySet());
  }

  @Override
  public byte[] read(String name) throws IOException {
    Inode inode = now().get(name);
    if (inode == null) {
      throw new FileNotFoundException(name);
    }
    return inode.content.clone();
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    step();
    Inode inode = new Inode();
    Map<String, Inode> next = new HashMap<>(now());
    if (next.putIfAbsent(name, inode) != null) {
      throw new IOException(name + " is there already");
    }
    states.add(next);
    step();
    inode.content = Arrays.copyOf(content, content.length / 2);
    step();
    inode.content = content.clone();
    step();
    inode.durable = Optional.of(content.clone());
  }

  @Override
  public void rename(String from, String to) throws IOException {
    step();
    Map<String, Inode> next = new HashMap<>(now());
    Inode inode = next.remove(from);
    if (inode == null) {
      throw new FileNotFoundException(from);
    }
    next.put(to, inode);
    states.add(next);
  }

  @Override
  public void delete(String name) throws IOException {
    step();
    Map<String, Inode> next = new HashMap<>(now());
    next.remove(name);
    states.add(next);
  }

  @Override
  public void sync() throws IOException {
    step();
    Map<String, Inode> last = now();
    states.clear();
    states.add(last);
  }

  private void step() throws IOException {
    steps++;
    if (steps >= cutAt) {
      throw new PowerCut();
    }
    if (steps == failAt) {
      throw new IOException("no space left on device");
    }
  }

  private Map<String, Inode> now() {
    return states.getLast();
  }

  private Inode find(String name) {
    return Optional.ofNullable(now().get(name)).orElseThrow();
  }

  /// Any beginning of the content; behind that, what the disk had there.
  private static byte[] torn(byte[] content, Random random) {
    byte[] torn = new byte[content.length];
    random.nextBytes(torn);
    System.arraycopy(content, 0, torn, 0, random.nextInt(content.length + 1));
    return random.nextBoolean() ? torn : Arrays.copyOf(torn, random.nextInt(torn.length + 1));
  }
}
