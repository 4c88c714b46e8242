package dev.carafe.node.settings;

import dev.carafe.node.provisioning.UserDataDocument;
import dev.carafe.settings.Problem;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Commits user data once. What a user has changed through the API since then outlives the next
/// boot; user data that is not the same any more is committed again, over it.
///
/// Which user data was committed is noted after the commit: a power cut between the two commits the
/// same once more. The note is as durable as a commit, else a later cut could take it away, and
/// what was changed since with it.
public final class UserDataCommit {
  private static final String AUTHOR = "user data";

  private final NodeSettings settings;
  private final SettingsReader reader;
  private final Note note;

  /// @param note the file that tells which user data was committed last
  public UserDataCommit(NodeSettings settings, SettingsReader reader, Path note) {
    this.settings = settings;
    this.reader = reader;
    this.note = new Note(note);
  }

  /// Commits what is valid in documents, each over those before it, unless these are the ones that
  /// were committed last.
  ///
  /// @param problems where every mistake in them is added, whether they are committed or not
  public void commit(List<UserDataDocument> documents, List<Problem> problems) throws IOException {
    SettingsTree valid = SettingsTree.empty();
    MessageDigest digest = sha256();
    for (UserDataDocument document : documents) {
      valid =
          valid.patched(reader.read(document.form(), document.source(), document.text(), problems));
      digest.update(document.text().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    String identity = HexFormat.of().formatHex(digest.digest()) + "\n";
    if (documents.isEmpty() || identity.equals(note.read())) {
      return;
    }
    settings.commit(valid, AUTHOR, String.join(", ", sources(documents)));
    note.write(identity);
  }

  private static List<String> sources(List<UserDataDocument> documents) {
    return documents.stream().map(UserDataDocument::source).toList();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
