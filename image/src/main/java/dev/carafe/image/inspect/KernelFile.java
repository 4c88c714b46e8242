package dev.carafe.image.inspect;

import dev.carafe.disk.verity.RootHash;
import dev.carafe.image.uki.UkiContents;
import dev.carafe.image.uki.UkiSection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A unified kernel image, on a system partition or by itself.
///
/// @param path what messages call it
public record KernelFile(String path, UkiContents contents) {
  private static final Pattern ROOT_HASH =
      Pattern.compile("(?:^|\\s)usrhash=([0-9a-f]{64})(?=\\s|$)");

  /// Reads one.
  ///
  /// @throws dev.carafe.image.uki.BadPeException where it is none
  public static KernelFile of(Path file) throws IOException {
    return new KernelFile(
        file.toString(), UkiContents.of(ByteBuffer.wrap(Files.readAllBytes(file))));
  }

  String text(UkiSection section) {
    return contents.text(section).orElse("");
  }

  /// The hash that its command line demands of `/usr`.
  Optional<RootHash> rootHash() {
    Matcher matcher = ROOT_HASH.matcher(text(UkiSection.COMMAND_LINE));
    return matcher.find() ? Optional.of(RootHash.of(matcher.group(1))) : Optional.empty();
  }

  /// The same, where it must be there.
  ///
  /// @throws MissingPartException where it is not
  public RootHash demandRootHash() {
    return rootHash()
        .orElseThrow(() -> new MissingPartException("usrhash= in the command line of " + path));
  }
}
