package dev.carafe.trust.tuf;

import java.util.LinkedHashMap;
import java.util.Map;

/// A file of metadata that other metadata lists.
///
/// @param version from 1
record Listed(long version, FileInfo info) {

  /// The files under `meta`, by their names.
  static Map<String, Listed> all(Member signed) {
    Map<String, Listed> files = new LinkedHashMap<>();
    signed
        .member("meta")
        .members()
        .forEach((name, file) ->
            files.put(name, new Listed(file.member("version").number(1), FileInfo.read(file))));
    return files;
  }
}
