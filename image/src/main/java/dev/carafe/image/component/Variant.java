package dev.carafe.image.component;

import dev.carafe.settings.Located;
import java.util.List;

/// A build of the operating system: which components, and what the disk and the command line look
/// like. Read from `variants/NAME.toml`.
///
/// @param form what a build of it makes
/// @param slotMegabytes the size of each of the two `/usr` partitions, in MiB
/// @param commandLine what the kernel is told beyond what the builder says
/// @param settings the defaults that it has in place of its components'
public record Variant(
    String name,
    String description,
    List<Located<String>> components,
    Form form,
    int slotMegabytes,
    List<String> commandLine,
    VariantSettings settings) {

  public Variant {
    components = List.copyOf(components);
    commandLine = List.copyOf(commandLine);
  }

  /// What a build makes.
  public enum Form {
    /// A disk that firmware boots.
    DISK("disk"),
    /// A kernel and an initrd that a hypervisor starts without firmware, with the whole system in
    /// the initrd.
    MICROVM("microvm");

    private final String label;

    Form(String label) {
      this.label = label;
    }

    /// What a variant's file calls it.
    public String label() {
      return label;
    }
  }
}
