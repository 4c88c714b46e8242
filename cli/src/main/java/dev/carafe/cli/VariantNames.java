package dev.carafe.cli;

import dev.carafe.image.component.BlueprintReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/// The variants of the checkout, for completion.
final class VariantNames implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    Path folder = Main.home().resolve("variants");
    return Files.isDirectory(folder)
        ? new BlueprintReader(List.of(folder), List.of()).variants().iterator()
        : List.<String>of().iterator();
  }
}
