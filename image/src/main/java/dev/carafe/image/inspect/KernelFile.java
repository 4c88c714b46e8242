package dev.carafe.image.inspect;

import dev.carafe.image.uki.UkiContents;
import dev.carafe.image.uki.UkiSection;
import dev.carafe.image.verity.RootHash;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A unified kernel image on the system partition.
record KernelFile(String path, UkiContents contents) {
  private static final Pattern ROOT_HASH =
      Pattern.compile("(?:^|\\s)usrhash=([0-9a-f]{64})(?=\\s|$)");

  String text(UkiSection section) {
    return contents.text(section).orElse("");
  }

  /// The hash that its command line demands of `/usr`.
  Optional<RootHash> rootHash() {
    Matcher matcher = ROOT_HASH.matcher(text(UkiSection.COMMAND_LINE));
    return matcher.find() ? Optional.of(RootHash.of(matcher.group(1))) : Optional.empty();
  }

  RootHash demandRootHash() {
    return rootHash()
        .orElseThrow(() -> new MissingPartException("usrhash= in the command line of " + path));
  }
}
