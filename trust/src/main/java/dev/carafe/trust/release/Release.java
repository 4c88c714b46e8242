package dev.carafe.trust.release;

import dev.carafe.disk.verity.RootHash;
import java.util.List;
import java.util.Optional;

/// A system that nodes can install: which it is, from where it may be installed, of what it is
/// made, and when it is whose turn.
///
/// @param variant `plain`
/// @param architecture the kernel's word for it, `x86_64`
/// @param minVersion the oldest from which it may be installed; any where it is empty
/// @param maxVersion the newest
/// @param notes what is new, for people
/// @param pcrs what a TPM will have measured, where that was predicted
public record Release(
    Version version,
    String variant,
    String architecture,
    Optional<Version> minVersion,
    Optional<Version> maxVersion,
    String notes,
    Usr usr,
    Kernel kernel,
    Artifact sbom,
    Artifact manifest,
    List<PcrValue> pcrs,
    Waves waves) {

  public Release {
    Names.demand(variant, Names.wordFault(variant));
    Names.demand(architecture, Names.wordFault(architecture));
    pcrs = pcrs.stream().sorted(PcrValue.ORDER).toList();
    if (minVersion.isPresent()
        && maxVersion.isPresent()
        && minVersion.get().isNewerThan(maxVersion.get())) {
      throw new IllegalArgumentException(minVersion.get() + " is newer than " + maxVersion.get());
    }
  }

  /// The same, rolled out otherwise.
  public Release with(Waves other) {
    return new Release(
        version,
        variant,
        architecture,
        minVersion,
        maxVersion,
        notes,
        usr,
        kernel,
        sbom,
        manifest,
        pcrs,
        other);
  }

  /// The name of the system that it is.
  public RootHash rootHash() {
    return usr.rootHash();
  }

  /// How many bytes a node downloads that runs another system.
  public long sizeFrom(RootHash system) {
    return usr.payload().sizeFrom(system) + kernel.payload().sizeFrom(system);
  }
}
