package dev.carafe.cli.repo;

import dev.carafe.cli.key.KeyReference;
import dev.carafe.cli.key.Keyring;
import dev.carafe.trust.tuf.Document;
import dev.carafe.trust.tuf.Editor;
import dev.carafe.trust.tuf.NotSignedException;
import dev.carafe.trust.tuf.Publication;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.RootDraft;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Signs drafts with the keys that are at hand, and puts them where clients read.
record Publishing(Signing signing) {

  /// Signs, and publishes if enough have signed; what is public is a draft no more.
  ///
  /// @param drafts by their roles; without any, snapshot and timestamp alone are signed anew
  /// @throws UnsignedException if too few have signed; signatures that were made are kept
  void publish(Editor editor, Map<String, Document> drafts) throws IOException {
    Map<String, Document> signed = drafts.isEmpty() ? drafts : signing.sign(editor, drafts);
    publish(editor.publication(signed));
    Workplace place = signing.place();
    for (String role : signed.keySet()) {
      place.drop(role);
    }
    Document root = signed.get(RoleName.ROOT);
    if (root != null) {
      forget(place, signing.keyring(), RootDraft.of(root));
    }
  }

  private void publish(Publication publication) throws IOException {
    List<String> lacking =
        publication.tallies().stream().filter(tally -> !tally.isMet()).map(Shown::line).toList();
    if (!lacking.isEmpty()) {
      throw new UnsignedException(
          lacking,
          signing.keyring().missing(),
          "whoever has one of these keys runs: carafe repo sign %s --key KEY"
              .formatted(signing.place().folder()));
    }
    try {
      publication.publish(signing.online());
    } catch (NotSignedException e) {
      throw new UnsignedException(
          List.of(String.valueOf(e.getMessage())),
          signing.keyring().missing(),
          "write its key into repository.toml, or name it: --key KEY");
    }
  }

  /// Those keys that sign nothing from this root on are named no more.
  private static void forget(Workplace place, Keyring keyring, RootDraft root) throws IOException {
    RepositoryConfig config = place.config();
    for (String role : RoleName.ALL) {
      List<KeyReference> kept =
          config.keys(role).stream()
              .filter(key ->
                  keyring
                      .known(key)
                      .map(held -> root.keys(role).containsKey(held.key().id()))
                      .orElse(true))
              .toList();
      config = config.with(role, kept);
    }
    if (!config.equals(place.config())) {
      place.with(config);
    }
  }
}
