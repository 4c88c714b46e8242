package dev.carafe.image.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoModuleTest {
  @Test
  void modulesAreThoseThatProgramsSayTheyAreBuiltOf() {
    String listing =
        """
        0: go1.27.3
        \tpath\tk8s.io/kubernetes/cmd/kubelet
        \tmod\tk8s.io/kubernetes\tv1.34.2\th1:abc=
        \tdep\tk8s.io/api\tv0.0.0
        \t=>\tk8s.io/api\tv0.34.2\th1:def=
        \tdep\tgithub.com/go-logr/logr\tv1.4.2\th1:ghi=
        \tbuild\t-compiler=gc
        \tbuild\tCGO_ENABLED=0
        1: go1.27.3
        \tpath\texample.com/own/cmd/tool
        \tmod\texample.com/own\t(devel)
        \tdep\tk8s.io/kubernetes\tv1.34.2\th1:abc=
        """;
    assertThat(GoModule.of(listing))
        .containsExactly(
            new GoModule("github.com/go-logr/logr", "v1.4.2"),
            new GoModule("k8s.io/api", "v0.34.2"),
            new GoModule("k8s.io/kubernetes", "v1.34.2"),
            new GoModule("stdlib", "1.27.3"));
  }

  @Test
  void whatIsReplacedByAFolderIsNoneOfThem() {
    assertThat(GoModule.of("0: go1.27.3\n\tdep\ta.org/b\tv1.0.0\n\t=>\t./b\n"))
        .containsExactly(new GoModule("stdlib", "1.27.3"));
  }
}
