package dev.carafe.trust.tuf;

import dev.carafe.settings.json.Json;

/// A file that a repository is there for.
///
/// @param path in the repository: `plain/x86_64/carafe-plain-2.usr.erofs`
/// @param length in bytes
/// @param algorithm of the digest: `sha256` or `sha512`
/// @param digest in hexadecimal digits
/// @param custom what else is said of it
public record Target(
    String path, long length, String algorithm, String digest, Json.Struct custom) {

  static Target read(String path, Member target) {
    FileInfo info = FileInfo.read(target);
    var digest = info.digest(target);
    Json.Struct custom =
        target.find("custom").map(Member::struct).orElseGet(() -> Json.object().build());
    return new Target(
        path, target.member("length").number(0), digest.getKey(), digest.getValue(), custom);
  }

  /// Its name in a repository whose files have their digests in their names.
  public String consistentPath() {
    int name = path.lastIndexOf('/') + 1;
    return path.substring(0, name) + digest + "." + path.substring(name);
  }
}
