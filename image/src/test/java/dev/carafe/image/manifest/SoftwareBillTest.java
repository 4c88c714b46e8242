package dev.carafe.image.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.go.GoModule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftwareBillTest {
  @ParameterizedTest
  @CsvSource({
    "k8s.io/api, v0.34.2, pkg:golang/k8s.io/api@v0.34.2",
    "github.com/BurntSushi/toml, v1.5.0, pkg:golang/github.com/burntsushi/toml@v1.5.0",
    "a.org/b/v2, v2.0.0+incompatible, pkg:golang/a.org/b/v2@v2.0.0%2Bincompatible",
    "stdlib, 1.27.3, pkg:golang/stdlib@1.27.3"
  })
  void modulesHavePackageUrls(String path, String version, String url) {
    assertThat(SoftwareBill.packageUrl(new GoModule(path, version))).isEqualTo(url);
  }

  @Test
  void everyModuleIsAPart() {
    String bill =
        SoftwareBill.write(
            "carafe-plain-1.3.0",
            "1.3.0",
            List.of(),
            List.of(),
            new TreeSet<>(
                Set.of(new GoModule("k8s.io/api", "v0.34.2"), new GoModule("a.org/b", "v1.0.0"))));
    assertThat(bill.replaceAll("\\s", ""))
        .contains(
            """
            "components":[{"type":"library","name":"a.org/b","version":"v1.0.0",\
            "purl":"pkg:golang/a.org/b@v1.0.0"},{"type":"library","name":"k8s.io/api",\
            "version":"v0.34.2","purl":"pkg:golang/k8s.io/api@v0.34.2"}]\
            """);
  }
}
