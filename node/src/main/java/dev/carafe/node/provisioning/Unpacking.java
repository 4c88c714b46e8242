package dev.carafe.node.provisioning;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.Form;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// From the bytes that a node is given to documents: user data may be packed with gzip, written in
/// base64, and be a message of several parts, all of that within each other, as the tools of clouds
/// make it.
///
/// Whatever cannot be used is a problem; the rest is there. Everything together unpacks to 1 MiB at
/// most, whatever somebody has packed into it.
///
/// Source: `docs/usage/provisioning.md`, [RFC 1952](https://www.rfc-editor.org/rfc/rfc1952).
public final class Unpacking {
  /// In bytes, packed and unpacked.
  public static final int LARGEST = 1 << 20;

  private static final int DEEPEST = 8;
  private static final int MOST_PARTS = 100;

  private final List<UserDataDocument> settings = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private Optional<UserDataDocument> network = Optional.empty();
  private int left = LARGEST;
  private int parts;

  private Unpacking() {}

  /// What user data holds; without facts.
  ///
  /// @param source what problems call it
  public static Provision of(String source, byte[] bytes) {
    Unpacking unpacking = new Unpacking();
    if (bytes.length > LARGEST) {
      unpacking.tooLarge(source);
    } else {
      unpacking.unpack(source, decoded(bytes), Declaration.NONE, 0);
    }
    return new Provision(unpacking.settings, unpacking.network, Facts.none(), unpacking.problems);
  }

  /// What a `net.toml` holds, which is packed in nothing.
  ///
  /// @param source what problems call it
  public static Provision ofNetwork(String source, byte[] bytes) {
    List<Problem> problems = new ArrayList<>();
    Optional<UserDataDocument> document =
        StrictText.decode(source, bytes, problems)
            .filter(text -> !text.isBlank())
            .map(text -> new UserDataDocument(source, text));
    return new Provision(List.of(), document, Facts.none(), problems);
  }

  /// What manifests hold, which are packed in nothing.
  ///
  /// @param source what problems call them
  public static Provision ofManifests(String source, byte[] bytes) {
    return ofText(source, bytes, Form.MANIFESTS);
  }

  /// What a declaration of a container holds, which is packed in nothing.
  ///
  /// @param source what problems call it
  static Provision ofContainerDeclaration(String source, byte[] bytes) {
    return ofText(source, bytes, Form.CONTAINER_DECLARATION);
  }

  private static Provision ofText(String source, byte[] bytes, Form form) {
    if (bytes.length > LARGEST) {
      return Provision.none().with(tooLargeProblem(source));
    }
    List<Problem> problems = new ArrayList<>();
    List<UserDataDocument> documents = new ArrayList<>();
    StrictText.decode(source, bytes, problems)
        .filter(text -> !text.isBlank())
        .ifPresent(text -> documents.add(new UserDataDocument(source, text, form)));
    return new Provision(documents, Optional.empty(), Facts.none(), problems);
  }

  /// Some clouds hand user data on in the base64 that they were given it in. No TOML but nothing
  /// consists of that alphabet alone.
  private static byte[] decoded(byte[] bytes) {
    return TransferEncoding.base64(new String(bytes, StandardCharsets.ISO_8859_1))
        .filter(
            found -> isGzip(found) || StrictText.decode("", found, new ArrayList<>()).isPresent())
        .orElse(bytes);
  }

  private void unpack(String source, byte[] bytes, Declaration declaration, int depth) {
    String message = new String(bytes, StandardCharsets.ISO_8859_1);
    if (isGzip(bytes)) {
      Optional<byte[]> content = gunzip(source, bytes);
      if (content.isPresent() && isShallow(source, depth)) {
        unpack(source, content.get(), declaration, depth + 1);
      }
    } else if (MimeEntity.is(message)) {
      entity(source, MimeEntity.parse(message), depth);
    } else {
      Optional<String> text = StrictText.decode(source, bytes, problems);
      if (text.isPresent() && !text.get().isBlank()) {
        take(new UserDataDocument(source, text.get()), declaration);
      }
    }
  }

  private static boolean isGzip(byte[] bytes) {
    return StrictText.startsWith(bytes, 0x1f, 0x8b);
  }

  private Optional<byte[]> gunzip(String source, byte[] bytes) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] content = in.readNBytes(left + 1);
      if (content.length > left) {
        tooLarge(source);
        return Optional.empty();
      }
      left -= content.length;
      return Optional.of(content);
    } catch (IOException e) {
      problem(source, "its gzip is damaged: " + e.getMessage(), "pack it anew");
      return Optional.empty();
    }
  }

  private void entity(String source, MimeEntity entity, int depth) {
    String encoding = entity.transferEncoding();
    if (!isShallow(source, depth)) {
      return;
    }
    if (entity.isMultipart()) {
      parts(source, entity, depth);
    } else if (!TransferEncoding.isKnown(encoding)) {
      problem(
          source,
          "its transfer encoding is '" + encoding + "'",
          "write base64, quoted-printable or 8bit");
    } else {
      TransferEncoding.decode(encoding, entity.body())
          .ifPresentOrElse(
              content -> unpack(source, content, Declaration.of(entity), depth + 1),
              () -> problem(source, "its " + encoding + " is damaged", "encode it anew"));
    }
  }

  private boolean isShallow(String source, int depth) {
    if (depth >= DEEPEST) {
      problem(source, "it is packed more than " + DEEPEST + " times", "pack it once");
    }
    return depth < DEEPEST;
  }

  private void parts(String source, MimeEntity entity, int depth) {
    if (entity.boundary().isEmpty()) {
      problem(source, "'" + entity.mediaType() + "' without a boundary", "write boundary=\"TEXT\"");
      return;
    }
    String boundary = entity.boundary().get();
    MimeParts split = MimeParts.split(entity.body(), boundary);
    if (!split.closed()) {
      problem(source, "no '--" + boundary + "--' at its end", "see whether it was cut off");
    }
    int number = 0;
    for (String text : split.texts()) {
      number++;
      if (++parts > MOST_PARTS) {
        problem(source, "more than " + MOST_PARTS + " parts", "leave out what is not settings");
        return;
      }
      MimeEntity part = MimeEntity.parse(text);
      String name = part.fileName().map(file -> " (" + file + ")").orElse("");
      entity(source + " part " + number + name, part, depth + 1);
    }
  }

  private void take(UserDataDocument document, Declaration declaration) {
    declaration.purpose(document.text()).give(document, this);
  }

  void takeSettings(UserDataDocument document) {
    settings.add(document);
  }

  void refuse(UserDataDocument document, String what) {
    problem(
        document.source(),
        what + " is not used here",
        "write settings in TOML, which begin with [settings]");
  }

  void takeNetwork(UserDataDocument document) {
    network.ifPresent(first ->
        problem(document.source(), "a second net.toml", "leave " + first.source() + " out"));
    network = Optional.of(document);
  }

  private void tooLarge(String source) {
    problems.add(tooLargeProblem(source));
  }

  private static Problem tooLargeProblem(String source) {
    return new Problem(
        new Position(source, 1, 1),
        "it is larger than " + LARGEST + " bytes",
        "leave out what is not settings");
  }

  private void problem(String source, String found, String instead) {
    problems.add(new Problem(new Position(source, 1, 1), found, instead));
  }
}
