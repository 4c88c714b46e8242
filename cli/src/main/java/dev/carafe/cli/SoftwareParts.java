package dev.carafe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carafe.image.inspect.ImageInspector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the bill of materials in an image names; nothing if the image carries none.
///
/// @param packages Debian's, name -> version
/// @param others how many parts there are beside
/// @param licenses the short names of all licences
record SoftwareParts(SortedMap<String, String> packages, int others, SortedSet<String> licenses) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String BILL = "/usr/share/carafe/sbom.cdx.json";
  private static final String DEBIAN = "pkg:deb/";

  /// Those of an image.
  static SoftwareParts of(Path image) throws IOException {
    Optional<byte[]> bill = ImageInspector.file(image, BILL);
    return bill.isPresent()
        ? parse(bill.get())
        : new SoftwareParts(new TreeMap<>(), 0, new TreeSet<>());
  }

  /// Those of a CycloneDX document.
  static SoftwareParts parse(byte[] document) throws IOException {
    SortedMap<String, String> packages = new TreeMap<>();
    SortedSet<String> licenses = new TreeSet<>();
    List<JsonNode> others = new ArrayList<>();
    for (JsonNode component : MAPPER.readTree(document).path("components")) {
      if (component.path("purl").asText().startsWith(DEBIAN)) {
        packages.put(component.path("name").asText(), component.path("version").asText());
      } else {
        others.add(component);
      }
      component
          .path("licenses")
          .forEach(license -> licenses.add(license.path("license").path("name").asText()));
    }
    return new SoftwareParts(packages, others.size(), licenses);
  }
}
