package dev.carafe.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRuleTest {
  @ParameterizedTest
  @CsvSource({
    "plain/*, plain/a.raw, true",
    "plain/*, plain/a/b.raw, false",
    "plain/*, plain, false",
    "*.tgz, foo.tgz, true",
    "*.tgz, targets/foo.tgz, false",
    "foo-version-?.tgz, foo-version-2.tgz, true",
    "foo-version-?.tgz, foo-version-alpha.tgz, false",
    "a*b*c, aXbYbZc, true",
    "a*b*c, aXbYbZ, false",
    "*, '', true",
    "**, a, true",
    "a, a, true",
    "?, /, false"
  })
  void patternsDoNotReachOverASlash(String pattern, String path, boolean matches) {
    assertThat(new PathRule.Patterns(List.of(pattern)).matches(path)).isEqualTo(matches);
  }

  /// The digest of `a` begins with `ca978112`.
  @ParameterizedTest
  @CsvSource({"ca, true", "ca978112, true", "cb, false", "'', true"})
  void prefixesAreThoseOfTheDigest(String prefix, boolean matches) {
    assertThat(new PathRule.Prefixes(List.of(prefix)).matches("a")).isEqualTo(matches);
  }
}
