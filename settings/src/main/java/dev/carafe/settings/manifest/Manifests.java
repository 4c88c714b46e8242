package dev.carafe.settings.manifest;

import dev.carafe.settings.Key;
import dev.carafe.settings.PlacedDocument;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Reads Kubernetes' manifests as settings: a `Pod` as `pods.NAME`, a `ConfigMap` as
/// `config-maps.NAME` and a `Secret` as `secrets.NAME`. What may be in a pod, the settings' schema
/// says.
///
/// Labels, annotations, the namespace, and what Kubernetes itself writes into manifests are left
/// out: they mean nothing where there is no cluster. Whatever else is not known is a mistake. What
/// has one is read all the same, so that all its mistakes are told, and is spoilt.
///
/// Source: [Kubernetes API](https://kubernetes.io/docs/reference/kubernetes-api/),
/// `docs/usage/pods.md`.
public final class Manifests {
  private static final String VERSION = "v1";
  private static final String SPEC = "spec";
  private static final String MARK = "\uFEFF";

  private final PlacedSettings settings;
  private final List<Problem> problems;

  private Manifests(PlacedSettings settings, List<Problem> problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /// Reads a text of one or several manifests, in YAML or JSON.
  ///
  /// @param source what problems call the text
  /// @param problems where what is wrong with the manifests themselves is added
  /// @return a document with the one member `settings`
  public static PlacedDocument read(String source, String text, List<Problem> problems) {
    PlacedSettings settings = new PlacedSettings(source, Manifests::isQuantity);
    Manifests manifests = new Manifests(settings, problems);
    for (YamlReader.Document document : YamlReader.read(source, text, problems)) {
      manifests.take(document);
    }
    return settings.document();
  }

  /// Whether a text means to be a manifest: by the name of its file, or by its beginning.
  public static boolean isManifest(String name, String text) {
    return name.endsWith(".yaml") || name.endsWith(".yml") || isManifest(text);
  }

  /// Whether the first line with something to say opens a document of YAML, or is one that
  /// manifests begin with; or it is JSON and has a kind of an API.
  static boolean isManifest(String text) {
    String start = text.startsWith(MARK) ? text.substring(1) : text;
    if (start.stripLeading().startsWith("{")) {
      return start.contains("\"apiVersion\"") && start.contains("\"kind\"");
    }
    String first =
        start
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .findFirst()
            .orElse("");
    return first.startsWith("---")
        || first.startsWith("%YAML")
        || first.startsWith("apiVersion:")
        || first.startsWith("kind:")
        || first.startsWith("metadata:");
  }

  /// Kubernetes takes these as numbers too.
  static boolean isQuantity(String path) {
    return path.contains(".resources.limits.")
        || path.contains(".resources.requests.")
        || path.endsWith(".emptyDir.sizeLimit");
  }

  private void take(YamlReader.Document document) {
    if (!(document.root() instanceof Yaml.Mapping root)) {
      problem(
          document.root().position(),
          "the manifest is " + document.root().kind(),
          "write apiVersion, kind and metadata");
      return;
    }
    int before = problems.size();
    Fields fields = new Fields("", root, problems);
    Optional<ManifestKind> kind =
        fields.text("kind").flatMap(word -> ManifestKind.of(word, problems));
    if (kind.isPresent()) {
      demandVersion(fields);
      fields.demandKnown(kind.get().fields());
      Optional<Yaml.Scalar> name = name(fields);
      if (name.isPresent()) {
        Key key = Key.of(kind.get().group(), name.get().text());
        take(kind.get(), key, name.get(), fields);
        if (!document.isSound() || problems.size() > before) {
          settings.spoil(key);
        }
      }
    }
  }

  private void demandVersion(Fields fields) {
    fields
        .text("apiVersion")
        .filter(version -> !version.text().equals(VERSION))
        .ifPresent(version ->
            problem(version.position(), "apiVersion '" + version.text() + "'", "write " + VERSION));
  }

  private Optional<Yaml.Scalar> name(Fields fields) {
    Optional<Fields> metadata = fields.table("metadata");
    metadata.ifPresent(found -> found.demandKnown(ManifestKind.METADATA));
    return metadata.flatMap(found -> found.text("name"));
  }

  private void take(ManifestKind kind, Key key, Yaml.Scalar name, Fields fields) {
    String what = kind + " '" + name.text() + "'";
    if (settings.has(key)) {
      problem(name.position(), what + " is there a second time", "give one another name");
      return;
    }
    settings.begin(key, name.position());
    switch (kind) {
      case POD -> pod(key, fields);
      case CONFIG_MAP -> texts(key, fields.optionalTable("data"));
      case SECRET -> {
        encodedTexts(key, fields.optionalTable("data"));
        texts(key, fields.optionalTable("stringData"));
      }
    }
    if (settings.isEmpty(key)) {
      problem(name.position(), what + " says nothing", "fill it");
    }
  }

  private void pod(Key key, Fields fields) {
    if (fields.table(SPEC).isPresent()) {
      fields.table().member(SPEC).ifPresent(spec -> settings.put(key, SPEC, spec));
    }
  }

  private void texts(Key key, Optional<Fields> data) {
    data.ifPresent(fields -> fields.each((name, member) -> settings.put(key, name, member)));
  }

  /// Texts in base64.
  private void encodedTexts(Key key, Optional<Fields> data) {
    data.ifPresent(fields ->
        fields.each((name, _) ->
            fields
                .text(name)
                .flatMap(this::decoded)
                .ifPresent(text -> settings.put(key, name, text.position(), text.text()))));
  }

  private Optional<Yaml.Scalar> decoded(Yaml.Scalar encoded) {
    String text = encoded.text().replace("\r", "").replace("\n", "");
    try {
      return Optional.of(
          Yaml.Scalar.text(
              encoded.position(),
              StandardCharsets.UTF_8
                  .newDecoder()
                  .decode(ByteBuffer.wrap(Base64.getDecoder().decode(text)))
                  .toString()));
    } catch (IllegalArgumentException _) {
      problem(encoded.position(), "it is not in base64", "write it so, or into stringData");
    } catch (CharacterCodingException _) {
      problem(encoded.position(), "what it has in base64 is no text in UTF-8", "leave it out");
    }
    return Optional.empty();
  }

  private void problem(Position position, String found, String instead) {
    problems.add(new Problem(position, found, instead));
  }
}
