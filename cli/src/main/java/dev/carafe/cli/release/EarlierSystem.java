package dev.carafe.cli.release;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.trust.release.Release;
import dev.carafe.trust.release.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A release that nodes may have, with the files of its build where that is at hand, and else with
/// what its payloads unpack to. That is done only if somebody asks for it.
final class EarlierSystem implements AutoCloseable {
  private final Release release;
  private final Map<Part, PayloadFile> payloads;
  private final Optional<BuiltSystem> built;
  private final Zstd zstd;
  private final Path folder;
  private Optional<OpenSystem> open = Optional.empty();

  /// @param payloads of all parts, unless there is a build
  /// @param folder for what is unpacked
  EarlierSystem(
      Release release,
      Map<Part, PayloadFile> payloads,
      Optional<BuiltSystem> built,
      Zstd zstd,
      Path folder) {
    this.release = release;
    this.payloads = Map.copyOf(payloads);
    this.built = built;
    this.zstd = zstd;
    this.folder = folder;
  }

  Version version() {
    return release.version();
  }

  RootHash rootHash() {
    return release.rootHash();
  }

  /// All of a part as the repository has it; nothing where it does not.
  Optional<PayloadFile> whole(Part part) {
    return Optional.ofNullable(payloads.get(part));
  }

  /// The digest of a part: the root hash of `/usr`, or that of a file.
  Sha256 digest(Part part) throws IOException {
    PayloadFile payload = payloads.get(part);
    return payload == null ? part.of(open()).target().digest() : payload.target().digest();
  }

  /// Its files.
  ///
  /// @throws RefusedException where they are another system's
  OpenSystem open() throws IOException {
    if (open.isEmpty()) {
      OpenSystem system = built.isPresent() ? built.get().open() : unpacked();
      open = Optional.of(system);
      if (!system.rootHash().equals(rootHash())) {
        throw new RefusedException(
            "could not make deltas from %s: its root hash is %s, and that of the release %s"
                .formatted(version(), system.rootHash(), rootHash()));
      }
    }
    return open.get();
  }

  private OpenSystem unpacked() throws IOException {
    long needed = 0;
    for (Part part : Part.values()) {
      needed += part.of(release).full().unpacked();
    }
    NoRoomException.demand(folder, needed);
    return OpenSystem.of(version(), release.variant(), unpacked(Part.USR), unpacked(Part.KERNEL));
  }

  private Path unpacked(Part part) throws IOException {
    Path file = folder.resolve(rootHash() + "." + part.word());
    PayloadFile payload = payloads.get(part);
    if (payload == null) {
      throw new RefusedException(
          "could not make deltas from %s: there is no %s of it in the repository; name its build"
                  .formatted(version(), part.of(release).full().target())
              + " with --previous");
    }
    payload.unpack(zstd, file);
    return file;
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().close();
    }
  }
}
