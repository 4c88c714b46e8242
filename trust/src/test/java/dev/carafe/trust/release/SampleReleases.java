package dev.carafe.trust.release;

import dev.carafe.disk.verity.RootHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Releases for tests.
final class SampleReleases {
  static final Head HEAD = new Head(160, "7".repeat(64));
  static final Instant PUBLISHED = Instant.parse("2026-03-01T00:00:00Z");

  private SampleReleases() {}

  /// A root hash of one hexadecimal digit.
  static RootHash hash(char digit) {
    return RootHash.of(String.valueOf(digit).repeat(64));
  }

  static Artifact artifact(String name) {
    return new Artifact("plain/x86_64/" + name, 100, 400);
  }

  /// A file of a payload.
  static Artifact part(String name) {
    return artifact(name).with(HEAD);
  }

  /// With everything that a release can have.
  static Release full(String version, char digit) {
    Payload usr =
        new Payload(
            part("usr.full"),
            List.of(delta('1', "1.0.0"), delta('3', "1.2.0"), delta('2', "1.2.0")));
    return new Release(
        Version.of(version),
        "plain",
        "x86_64",
        Optional.of(Version.of("1.0.0")),
        Optional.of(Version.of("1.9.9")),
        "What is new:\n- \"much\"",
        new Usr(hash(digit), usr, Optional.of(artifact("usr.index"))),
        new Kernel(
            "carafe-plain-1.3.0.efi",
            new Payload(part("kernel.full"), List.of(delta('2', "1.2.0")))),
        artifact("sbom.cdx.json"),
        artifact("manifest.json"),
        List.of(
            new PcrValue(11, "leave-initrd", "ef".repeat(32)),
            new PcrValue(11, "", "ab".repeat(32)),
            new PcrValue(4, "", "cd".repeat(32))),
        WaveSet.OHNO.from(PUBLISHED));
  }

  private static Delta delta(char from, String version) {
    return new Delta(
        hash(from),
        Version.of(version),
        new Artifact("plain/x86_64/from-" + from, 10, 400).with(HEAD));
  }

  /// With nothing that it need not have.
  static Release bare(String version, char digit) {
    return new Release(
        Version.of(version),
        "plain",
        "x86_64",
        Optional.empty(),
        Optional.empty(),
        "",
        new Usr(hash(digit), new Payload(part("usr.full"), List.of()), Optional.empty()),
        new Kernel("carafe-plain-1.efi", new Payload(part("kernel.full"), List.of())),
        artifact("sbom.cdx.json"),
        artifact("manifest.json"),
        List.of(),
        Waves.none());
  }
}
