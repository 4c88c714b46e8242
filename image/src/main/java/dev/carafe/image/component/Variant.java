package dev.carafe.image.component;

import dev.carafe.settings.Located;
import java.util.List;

/// A build of the operating system: which components, and what the disk and the command line look
/// like. Read from `variants/NAME.toml`.
///
/// @param slotMegabytes the size of each of the two `/usr` partitions, in MiB
/// @param commandLine what the kernel is told beyond what the builder says
/// @param settings the defaults that it has in place of its components'
public record Variant(
    String name,
    String description,
    List<Located<String>> components,
    int slotMegabytes,
    List<String> commandLine,
    VariantSettings settings) {

  public Variant {
    components = List.copyOf(components);
    commandLine = List.copyOf(commandLine);
  }
}
