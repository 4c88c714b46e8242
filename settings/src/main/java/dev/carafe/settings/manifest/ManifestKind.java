package dev.carafe.settings.manifest;

import dev.carafe.settings.Problem;
import dev.carafe.settings.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The kinds of manifests that are settings here, all of version `v1`.
enum ManifestKind {
  POD("Pod", "pods"),
  CONFIG_MAP("ConfigMap", "config-maps"),
  SECRET("Secret", "secrets");

  /// What may be in `metadata`: of this, only the name is used.
  static final List<String> METADATA =
      List.of("annotations", "creationTimestamp", "labels", "name", "namespace");

  private static final List<String> OF_ALL = List.of("apiVersion", "kind", "metadata");

  private final String word;
  private final String group;

  ManifestKind(String word, String group) {
    this.word = word;
    this.group = group;
  }

  /// The kind that a word says; empty, and a problem, where it is none.
  static Optional<ManifestKind> of(Yaml.Scalar scalar, List<Problem> problems) {
    for (ManifestKind kind : values()) {
      if (kind.word.equals(scalar.text())) {
        return Optional.of(kind);
      }
    }
    problems.add(
        new Problem(
            scalar.position(),
            "kind '" + scalar.text() + "' is none that a node has",
            Suggestion.instead(
                scalar.text(), Stream.of(values()).map(ManifestKind::toString).toList())));
    return Optional.empty();
  }

  /// The table of settings that it belongs to.
  String group() {
    return group;
  }

  /// What may be in such a manifest.
  List<String> fields() {
    List<String> own =
        switch (this) {
          case POD -> List.of("spec", "status");
          case CONFIG_MAP -> List.of("data", "immutable");
          case SECRET -> List.of("data", "immutable", "stringData", "type");
        };
    return Stream.concat(OF_ALL.stream(), own.stream()).toList();
  }

  /// As manifests write it.
  @Override
  public String toString() {
    return word;
  }
}
