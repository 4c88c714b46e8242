package dev.carafe.node.update.slots;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaFormat;
import dev.carafe.disk.delta.DeltaPlan;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.update.TestDelta;
import dev.carafe.node.update.TestRelease;
import dev.carafe.node.update.UnreachableException;
import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.node.update.fetch.Downloads;
import dev.carafe.node.update.fetch.RemoteDelta;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of releases in memory, from one place and, where a test wants it, a second one.
@SuppressWarnings("exports") // of tests alone
public final class TestDownloads implements Downloads {
  private final Map<String, byte[]> files = new HashMap<>();
  private final Map<String, byte[]> elsewhere = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private String vanishing = "";
  private int left;

  /// Offers a system to nodes that run another.
  public Release offer(TestSystem system, TestSystem running) {
    String folder = "plain/x86_64/" + system.version() + "/";
    return TestRelease.of(
        system.image(),
        TestRelease.either(
            add(folder + "usr", TestDelta.ofFileSystem(new byte[0], system.usr()), system.usr()),
            running.image(),
            add(
                folder + "usr.delta",
                TestDelta.ofFileSystem(running.usr(), system.usr()),
                system.usr())),
        TestRelease.either(
            add(folder + "kernel", TestDelta.ofFile(new byte[0], system.kernel()), system.kernel()),
            running.image(),
            add(
                folder + "kernel.delta",
                TestDelta.ofFile(running.kernel(), system.kernel()),
                system.kernel())));
  }

  private Artifact add(String path, byte[] file, byte[] unpacked) {
    files.put(path, file);
    return TestDelta.artifact(path, file, unpacked.length);
  }

  /// Changes a byte of a file; the right one is still elsewhere.
  ///
  /// @param at which, from the end where it is negative
  void spoil(String path, int at) {
    byte[] right = file(path);
    byte[] spoilt = right.clone();
    spoilt[at < 0 ? spoilt.length + at : at] ^= 1;
    elsewhere.put(path, right);
    files.put(path, spoilt);
  }

  /// Nobody has a file any more, or its right form.
  void lose(String path) {
    files.remove(path);
    elsewhere.remove(path);
  }

  /// The right form of a spoilt file is nowhere any more.
  void loseElsewhere() {
    elsewhere.clear();
  }

  /// Everybody is gone once so many parts of a file were read.
  void vanishAfter(String path, int parts) {
    vanishing = path;
    left = parts;
  }

  /// They are there again.
  void appear() {
    vanishing = "";
  }

  /// A part of a file is asked for.
  private void pass(String path) {
    if (path.equals(vanishing) && left-- <= 0) {
      throw new UnreachableException(path, "gone", new IOException("gone"));
    }
  }

  /// All files, by their paths.
  public Map<String, byte[]> files() {
    return Map.copyOf(files);
  }

  byte[] file(String path) {
    return Optional.ofNullable(files.get(path))
        .orElseThrow(() -> new FailedUpdateException("could not fetch " + path + ": 404"));
  }

  void put(String path, byte[] file) {
    files.put(path, file);
  }

  /// What was asked for.
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void fetch(Artifact artifact, UpdatePolicy policy, Path to) {
    asked.add(artifact.target());
    pass(artifact.target());
    try {
      Files.write(to, file(artifact.target()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public RemoteDelta open(Artifact artifact, UpdatePolicy policy) {
    asked.add(artifact.target());
    return new Remote(artifact.target(), file(artifact.target()));
  }

  /// The frames of a file, which may stop coming.
  private final class Frames implements ByteSource {
    private final String path;
    private final ByteSource all;

    Frames(String path, ByteSource all) {
      this.path = path;
      this.all = all;
    }

    @Override
    public long size() {
      return all.size();
    }

    @Override
    public void fill(ByteBuffer target, long offset) throws IOException {
      pass(path);
      all.fill(target, offset);
    }
  }

  private final class Remote implements RemoteDelta {
    private final String path;
    private byte[] bytes;

    Remote(String path, byte[] bytes) {
      this.path = path;
      this.bytes = bytes;
    }

    @Override
    public Delta delta() {
      try {
        return DeltaFormat.read(ByteSource.of(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// The same view whatever place it comes from.
    @Override
    public ByteSource payload(DeltaPlan plan) {
      try {
        return new Frames(path, DeltaFormat.payload(ByteSource.of(bytes), delta()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean distrust() {
      byte[] right = elsewhere.get(path);
      if (right == null) {
        return false;
      }
      bytes = right;
      return true;
    }

    @Override
    public void close() {}
  }
}
