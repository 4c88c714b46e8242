package dev.carafe.cli.repo;

import dev.carafe.cli.key.HeldKey;
import dev.carafe.cli.key.KeyReference;
import dev.carafe.cli.key.Keyring;
import dev.carafe.trust.tuf.Document;
import dev.carafe.trust.tuf.Editor;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.SigningKey;
import dev.carafe.trust.tuf.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Signs for a repository with the keys that are at hand: those of `repository.toml`, as far as
/// they are there, and those that were named, which must be.
record Signing(Workplace place, Keyring keyring, List<KeyReference> named) {
  Signing {
    named = List.copyOf(named);
  }

  /// Signs drafts with all keys that are asked for, and keeps them so.
  Map<String, Document> sign(Editor editor, Map<String, Document> drafts) throws IOException {
    Map<String, Document> signed = new LinkedHashMap<>();
    List<Tally> tallies = editor.publication(drafts).tallies();
    for (Map.Entry<String, Document> each : drafts.entrySet()) {
      Document draft = signed(each.getKey(), each.getValue(), open(each.getValue(), tallies));
      signed.put(each.getKey(), draft);
      place.keep(each.getKey(), draft);
    }
    return signed;
  }

  /// The keys that are still asked to sign a document.
  private static Set<String> open(Document document, List<Tally> tallies) {
    Set<String> open = new HashSet<>();
    for (Tally tally : tallies) {
      if (tally.document().equals(document.title())) {
        open.addAll(tally.open());
      }
    }
    return open;
  }

  private Document signed(String role, Document document, Set<String> open) throws IOException {
    Document signed = document;
    for (SigningKey key : keys(List.of(role))) {
      if (open.contains(key.key().id())) {
        signed = signed.signedBy(key);
      }
    }
    return signed;
  }

  /// Those that sign when something is published.
  List<SigningKey> online() {
    return keys(List.of(RoleName.SNAPSHOT, RoleName.TIMESTAMP));
  }

  private List<SigningKey> keys(List<String> roles) {
    Set<HeldKey> held = new LinkedHashSet<>();
    named.forEach(key -> held.add(keyring.open(key)));
    for (String role : roles) {
      held.addAll(keyring.openAny(place.config().keys(role)));
    }
    List<SigningKey> keys = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (HeldKey each : held) {
      if (each.signing().isPresent() && known.add(each.key().id())) {
        keys.add(each.signing().get());
      }
    }
    return keys;
  }
}
