package dev.carafe.trust.tuf;

import dev.carafe.settings.generation.Directory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// The metadata that a client has trusted, as it was downloaded, each role's in one file that is
/// the old or the new one whenever the power goes.
final class MetadataStore {
  private static final String BEGUN = ".begun";

  private final Directory directory;

  MetadataStore(Directory directory) {
    this.directory = directory;
  }

  /// The newest of a role, if there is any.
  Optional<byte[]> read(String role) throws IOException {
    String name = name(role);
    return directory.names().contains(name) ? Optional.of(directory.read(name)) : Optional.empty();
  }

  void write(String role, byte[] bytes) throws IOException {
    String name = name(role);
    directory.delete(BEGUN);
    directory.write(BEGUN, bytes);
    directory.rename(BEGUN, name);
    directory.sync();
  }

  void delete(String role) throws IOException {
    directory.delete(name(role));
    directory.sync();
  }

  private static String name(String role) {
    return RoleName.file(encoded(role));
  }

  /// A role's name as one name of a file or of a path: whoever may name a role must not name a
  /// place.
  static String encoded(String role) {
    StringBuilder name = new StringBuilder();
    for (byte next : role.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (next & 0xff);
      if (letter < 0x80 && (Character.isLetterOrDigit(letter) || "-_~".indexOf(letter) >= 0)) {
        name.append(letter);
      } else if (letter == '.' && !name.isEmpty()) {
        name.append(letter);
      } else {
        name.append('%').append(HexFormat.of().toHexDigits(next).toUpperCase(Locale.ROOT));
      }
    }
    return name.toString();
  }
}
