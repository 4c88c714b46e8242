package dev.carafe.cli.repo;

import dev.carafe.settings.json.Json;
import dev.carafe.trust.tuf.Document;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.RootDraft;
import dev.carafe.trust.tuf.Standing;
import dev.carafe.trust.tuf.Tally;
import dev.carafe.trust.tuf.TargetsDraft;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How parts of a repository are shown to people and to scripts.
final class Shown {
  private static final int SHORT = 12;

  private Shown() {}

  /// As much of a key's identifier as a person can compare.
  static String key(String id) {
    return id.substring(0, Math.min(SHORT, id.length()));
  }

  static String keys(Collection<String> ids) {
    return new TreeSet<>(ids).stream().map(Shown::key).collect(Collectors.joining(" "));
  }

  /// What whoever signs a document should read first, line by line.
  static List<String> lines(Document document) {
    List<String> lines = new ArrayList<>();
    lines.add(document.title() + ", until " + document.expires());
    switch (document.type()) {
      case RoleName.ROOT -> lines.addAll(seats(RootDraft.of(document)));
      case RoleName.TARGETS ->
          TargetsDraft.of(document).paths().forEach(path -> lines.add("  " + path));
      default -> {
        // lists other files alone
      }
    }
    lines.add(
        document.signatures().isEmpty()
            ? "nobody has signed it"
            : "signed by " + keys(document.signatures().keySet()));
    return lines;
  }

  /// Who signs what from a root on.
  static List<String> seats(RootDraft root) {
    List<String> lines = new ArrayList<>();
    for (String role : RoleName.ALL) {
      lines.add(
          "  %-9s  %d of  %s"
              .formatted(role, root.threshold(role), keys(root.keys(role).keySet())));
    }
    return lines;
  }

  static String line(Tally tally) {
    return "%s has %d of the %d signatures that %s asks for%s"
        .formatted(
            tally.document(),
            tally.signed().size(),
            tally.threshold(),
            tally.by(),
            tally.isMet() ? "" : "; still to sign: " + keys(tally.open()));
  }

  static Json json(Document document) {
    Json.Builder json =
        Json.object()
            .with("type", document.type())
            .with("version", document.version())
            .with("expires", document.expires().toString())
            .with("signed_by", texts(document.signatures().keySet()));
    switch (document.type()) {
      case RoleName.ROOT -> json.with("roles", seatsJson(RootDraft.of(document)));
      case RoleName.TARGETS -> json.with("targets", texts(TargetsDraft.of(document).paths()));
      default -> {
        // lists other files alone
      }
    }
    return json.build();
  }

  private static Json seatsJson(RootDraft root) {
    List<Json> roles = new ArrayList<>();
    for (String role : RoleName.ALL) {
      roles.add(
          Json.object()
              .with("role", role)
              .with("threshold", root.threshold(role))
              .with("keys", texts(root.keys(role).keySet()))
              .build());
    }
    return Json.of(roles);
  }

  static Json json(Tally tally) {
    return Json.object()
        .with("document", tally.document())
        .with("by", tally.by())
        .with("threshold", tally.threshold())
        .with("signed", texts(tally.signed()))
        .with("open", texts(tally.open()))
        .build();
  }

  static Json json(Standing standing) {
    return Json.object()
        .with("role", standing.role())
        .with("version", standing.version())
        .with("expires", standing.expires().toString())
        .build();
  }

  /// Documents by their roles, and how far those are who sign them.
  static Json json(Map<String, Document> documents, List<Tally> tallies) {
    return Json.object()
        .with("drafts", Json.of(documents.values().stream().map(Shown::json).toList()))
        .with("signatures", Json.of(tallies.stream().map(Shown::json).toList()))
        .build();
  }

  private static Json texts(Collection<String> texts) {
    return Json.of(new TreeSet<>(texts).stream().map(Json::of).toList());
  }
}
