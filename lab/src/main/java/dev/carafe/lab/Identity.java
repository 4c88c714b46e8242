package dev.carafe.lab;

import java.util.Optional;
import java.util.UUID;

/// Who the firmware says has made the machine, by which a node knows its cloud.
///
/// Source: SMBIOS, section 7.2, "System Information (Type 1)".
public record Identity(String manufacturer, String product, Optional<UUID> uuid) {

  /// An instance of EC2, as Nitro shows it.
  public static Identity ec2() {
    return new Identity("Amazon EC2", "m7i.large", Optional.empty());
  }

  /// A machine of Google Compute Engine.
  public static Identity gce() {
    return new Identity("Google", "Google Compute Engine", Optional.empty());
  }

  /// The same with a number of its own.
  public Identity with(UUID number) {
    return new Identity(manufacturer, product, Optional.of(number));
  }

  /// As QEMU takes it.
  String argument() {
    return "type=1,manufacturer="
        + QemuArguments.value(manufacturer)
        + ",product="
        + QemuArguments.value(product)
        + uuid.map(number -> ",uuid=" + number).orElse("");
  }
}
