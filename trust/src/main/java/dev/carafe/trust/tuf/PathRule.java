package dev.carafe.trust.tuf;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// Which targets a role may speak for.
///
/// Source: TUF 1.0.34, section 4.5 "File formats: targets.json and delegated target roles".
sealed interface PathRule {

  boolean matches(String path);

  /// Patterns whose `*` and `?` do not reach over a `/`.
  record Patterns(List<String> patterns) implements PathRule {
    public Patterns {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean matches(String path) {
      return patterns.stream().anyMatch(pattern -> matches(pattern, path));
    }

    private static boolean matches(String pattern, String path) {
      String[] parts = pattern.split("/", -1);
      String[] names = path.split("/", -1);
      if (parts.length != names.length) {
        return false;
      }
      for (int i = 0; i < parts.length; i++) {
        if (!matchesName(parts[i], names[i])) {
          return false;
        }
      }
      return true;
    }

    /// Goes back to the last `*` only, so that it takes no more than the product of both lengths.
    private static boolean matchesName(String pattern, String name) {
      int star = -1;
      int taken = 0;
      int p = 0;
      int n = 0;
      while (n < name.length()) {
        if (p < pattern.length() && pattern.charAt(p) == '*') {
          star = p++;
          taken = n;
        } else if (p < pattern.length()
            && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
          p++;
          n++;
        } else if (star >= 0) {
          p = star + 1;
          n = ++taken;
        } else {
          return false;
        }
      }
      while (p < pattern.length() && pattern.charAt(p) == '*') {
        p++;
      }
      return p == pattern.length();
    }
  }

  /// The first digits of the SHA-256 digests of paths.
  record Prefixes(List<String> prefixes) implements PathRule {
    public Prefixes {
      prefixes = List.copyOf(prefixes);
    }

    @Override
    public boolean matches(String path) {
      byte[] digest = FileInfo.digest("sha256").digest(path.getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(digest);
      return prefixes.stream().anyMatch(hex::startsWith);
    }
  }
}
