package dev.carafe.image.component;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.settings.Position;
import dev.carafe.settings.TomlTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Collects the paths that a component takes.
///
/// @param folder the component's
/// @param shown what problems call it, with a slash
record ClaimReader(Path folder, String shown) {

  /// @param folders those from elsewhere that are laid over the image
  List<Claim> read(TomlTable component, Map<String, Path> folders) {
    List<Claim> claims = new ArrayList<>();
    Path own = folder.resolve("files");
    if (Files.isDirectory(own)) {
      for (Path file : files(own)) {
        String path = own.relativize(file).toString();
        claims.add(claim(path, new Position(shown + "files/" + path, 1, 1), file));
      }
    }
    TomlTable elsewhere = component.table("folders");
    folders.forEach((place, other) ->
        files(other)
            .forEach(file ->
                claims.add(
                    claim(place + "/" + other.relativize(file), elsewhere.position(place), file))));
    TomlTable links = component.table("links");
    for (String path : links.keys()) {
      claims.add(link(path, links.position(path), links.string(path)));
    }
    addMade(component.table("bundle"), claims);
    addMade(component.table("go").table("programs"), claims);
    return claims;
  }

  /// What is made is nobody else's, whatever it is made of.
  private void addMade(TomlTable table, List<Claim> claims) {
    for (String path : table.keys()) {
      claims.add(new Claim(path, table.position(path), "made for " + folder, Optional.empty()));
    }
  }

  private static Claim claim(String path, Position position, Path file) {
    try {
      if (Files.isSymbolicLink(file)) {
        return link(path, position, Files.readSymbolicLink(file).toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
    }
    String what = (Files.isExecutable(file) ? "program " : "file ") + Sha256.of(file);
    return new Claim(path, position, what, Optional.of(file));
  }

  private static Claim link(String path, Position position, String target) {
    return new Claim(path, position, "link to " + target, Optional.empty());
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) || Files.isSymbolicLink(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + folder + ": " + e.getMessage(), e);
    }
  }
}
