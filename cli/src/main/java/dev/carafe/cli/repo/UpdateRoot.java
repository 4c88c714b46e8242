package dev.carafe.cli.repo;

import dev.carafe.trust.tuf.Document;
import dev.carafe.trust.tuf.TufClient;
import dev.carafe.trust.tuf.TufException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A root with which clients begin to trust a repository, such as a system that comes with it.
///
/// @param text of its file
public record UpdateRoot(String text, Document document) {

  /// Reads one.
  ///
  /// @param name of it, for messages
  /// @throws BadRootException if it is none, or not signed by enough of those whom it names
  public static UpdateRoot read(String name, byte[] bytes) throws IOException {
    try {
      TufClient.begin(new MemoryDirectory(), bytes);
      return new UpdateRoot(new String(bytes, StandardCharsets.UTF_8), Document.read(name, bytes));
    } catch (TufException e) {
      throw new BadRootException(name, e);
    }
  }

  /// Whether a document says the same, whoever has signed it.
  boolean isSame(Document other) {
    return other.signed().equals(document.signed());
  }
}
