package dev.carafe.trust.tuf;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Metadata while it is made: what is to be signed, and who has signed it by now.
///
/// @param signatures in hexadecimal digits, by the identifiers of their keys
public record Document(Json.Struct signed, Map<String, String> signatures) {

  public Document {
    signatures = Map.copyOf(signatures);
  }

  /// One that nobody has signed.
  static Document of(Json.Struct signed) {
    return new Document(signed, Map.of());
  }

  /// Reads a file.
  ///
  /// @param name of it, for messages
  /// @throws MalformedMetadataException if it is no metadata
  public static Document read(String name, byte[] bytes) {
    Envelope envelope = Envelope.read(name, bytes);
    Map<String, String> signatures = new LinkedHashMap<>();
    envelope
        .signatures()
        .forEach((id, signature) -> signatures.put(id, HexFormat.of().formatHex(signature)));
    Document document = new Document(envelope.signed(), signatures);
    Head.read(envelope.content(name), document.type());
    return document;
  }

  /// What it is: `root`, `targets`, `snapshot` or `timestamp`. Whoever speaks for some targets
  /// makes `targets` too.
  public String type() {
    return member("_type").text();
  }

  /// From 1.
  public long version() {
    return member("version").number(1);
  }

  /// From when on it counts no more.
  public Instant expires() {
    return member("expires").time();
  }

  /// What people call it: `root version 2`.
  public String title() {
    return type() + " version " + version();
  }

  private Member member(String name) {
    return Member.file("metadata", signed).member(name);
  }

  /// The same with one signature more, or in the place of an earlier one of the same key.
  ///
  /// @throws IOException if the key does not sign, or another has signed in its place
  public Document signedBy(SigningKey key) throws IOException {
    byte[] bytes = CanonicalJson.bytes(signed);
    byte[] signature = key.sign(bytes);
    if (!key.key().hasSigned(bytes, signature)) {
      throw new IOException("the signature that came is not by the key " + key.key().id());
    }
    Map<String, String> more = new LinkedHashMap<>(signatures);
    more.put(key.key().id(), HexFormat.of().formatHex(signature));
    return new Document(signed, more);
  }

  /// The same with the signatures of another copy too.
  ///
  /// @throws InconsistentException if the other says something else
  public Document with(Document copy) {
    if (!copy.signed.equals(signed)) {
      throw new InconsistentException(
          "the copy says something else than this %s; it is %s".formatted(title(), copy.title()));
    }
    Map<String, String> more = new LinkedHashMap<>(copy.signatures);
    more.putAll(signatures);
    return new Document(signed, more);
  }

  /// As it stands in a file. The signatures are in the order of their keys.
  public byte[] bytes() {
    List<Json> list = new ArrayList<>();
    signatures.keySet().stream()
        .sorted()
        .forEach(id ->
            list.add(
                Json.object()
                    .with("keyid", id)
                    .with("sig", signatures.getOrDefault(id, ""))
                    .build()));
    Json.Struct file =
        Json.object().with("signatures", Json.of(list)).with("signed", signed).build();
    return JsonWriter.indented(file).getBytes(StandardCharsets.UTF_8);
  }
}
