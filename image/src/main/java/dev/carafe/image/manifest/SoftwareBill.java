package dev.carafe.image.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.archive.DebPackage;
import dev.carafe.image.archive.LockedPackage;
import dev.carafe.image.go.GoModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The software bill of materials of an image: every Debian package that has a file in it, every
/// jar of ours, and every Go module whose code is in a program.
///
/// Source: [CycloneDX 1.6](https://cyclonedx.org/docs/1.6/json/) and the [Package
/// URL](https://github.com/package-url/purl-spec) types `deb` and `golang`.
public final class SoftwareBill {
  private static final Pattern LICENSE = Pattern.compile("(?m)^License:[ \t]*(\\S[^\n]*)$");

  private SoftwareBill() {}

  /// The document.
  ///
  /// @param name of the image
  /// @param version of the image
  /// @param packages those that have files in the image
  /// @param jars of the Java programs in it, by file name
  /// @param modules whose code is in its Go programs
  public static String write(
      String name,
      String version,
      List<DebPackage> packages,
      List<Path> jars,
      NavigableSet<GoModule> modules) {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeStringField("bomFormat", "CycloneDX");
      json.writeStringField("specVersion", "1.6");
      json.writeNumberField("version", 1);
      json.writeObjectFieldStart("metadata");
      json.writeObjectFieldStart("component");
      json.writeStringField("type", "operating-system");
      json.writeStringField("name", name);
      json.writeStringField("version", version);
      json.writeEndObject();
      json.writeEndObject();
      json.writeArrayFieldStart("components");
      for (DebPackage deb : packages) {
        writePackage(json, deb);
      }
      for (Map.Entry<String, Path> jar : byName(jars).entrySet()) {
        writeJar(json, jar.getKey(), jar.getValue());
      }
      for (GoModule module : modules) {
        writeModule(json, module);
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void writePackage(JsonGenerator json, DebPackage deb) throws IOException {
    LockedPackage locked = deb.locked();
    json.writeStartObject();
    json.writeStringField("type", "library");
    json.writeStringField("name", locked.name());
    json.writeStringField("version", locked.version().toString());
    json.writeStringField("purl", packageUrl(locked));
    writeDigest(json, locked.digest());
    NavigableSet<String> licenses = licenses(deb);
    if (!licenses.isEmpty()) {
      json.writeArrayFieldStart("licenses");
      for (String license : licenses) {
        json.writeStartObject();
        json.writeObjectFieldStart("license");
        json.writeStringField("name", license);
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeJar(JsonGenerator json, String name, Path jar) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "library");
    json.writeStringField("name", name);
    writeDigest(json, Sha256.of(jar));
    json.writeEndObject();
  }

  private static void writeModule(JsonGenerator json, GoModule module) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "library");
    json.writeStringField("name", module.path());
    json.writeStringField("version", module.version());
    json.writeStringField("purl", packageUrl(module));
    json.writeEndObject();
  }

  /// `pkg:golang/PATH@VERSION`, in small letters, as the type has it; slashes stay.
  static String packageUrl(GoModule module) {
    return "pkg:golang/%s@%s"
        .formatted(
            encode(module.path().toLowerCase(Locale.ROOT)).replace("%2F", "/"),
            encode(module.version()));
  }

  private static void writeDigest(JsonGenerator json, Sha256 digest) throws IOException {
    json.writeArrayFieldStart("hashes");
    json.writeStartObject();
    json.writeStringField("alg", "SHA-256");
    json.writeStringField("content", digest.hex());
    json.writeEndObject();
    json.writeEndArray();
  }

  /// `pkg:deb/debian/NAME@VERSION?arch=ARCH&distro=trixie&upstream=SOURCE@VERSION`,
  /// percent-encoded.
  static String packageUrl(LockedPackage locked) {
    return "pkg:deb/debian/%s@%s?arch=%s&distro=trixie&upstream=%s@%s"
        .formatted(
            encode(locked.name()),
            encode(locked.version().toString()),
            locked.architecture(),
            encode(locked.source()),
            encode(locked.sourceVersion().toString()));
  }

  private static String encode(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%7E", "~");
  }

  /// The short names of the licences in the package's machine-readable copyright file, if it is
  /// one.
  private static NavigableSet<String> licenses(DebPackage deb) {
    NavigableSet<String> licenses = new TreeSet<>();
    deb.find("usr/share/doc/" + deb.locked().name() + "/copyright")
        .filter(entry -> entry.size() > 0)
        .ifPresent(entry -> {
          Matcher matcher = LICENSE.matcher(new String(deb.read(entry), StandardCharsets.UTF_8));
          while (matcher.find()) {
            licenses.add(matcher.group(1).strip());
          }
        });
    return licenses;
  }

  private static Map<String, Path> byName(List<Path> jars) {
    Map<String, Path> named = new TreeMap<>();
    for (Path jar : jars) {
      named.put(String.valueOf(jar.getFileName()), jar);
    }
    return named;
  }
}
