package dev.carafe.trust.release;

/// The unified kernel image of a release.
///
/// @param file how it is called on the EFI system partition, `carafe-plain-1.3.0.efi`. The boot
///   loader tells newer from older by `IMAGE_VERSION` in it
///
///   Source: [Boot Loader
///   Specification](https://uapi-group.org/specifications/specs/boot_loader_specification/).
public record Kernel(String file, Payload payload) {

  public Kernel {
    Names.demand(file, Names.kernelFault(file));
  }
}
