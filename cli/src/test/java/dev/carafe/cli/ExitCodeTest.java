package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.NoCompilersException;
import dev.carafe.image.content.DownloadException;
import dev.carafe.image.content.OfflineException;
import dev.carafe.image.content.SizeMismatchException;
import dev.carafe.image.go.AlteredModuleException;
import dev.carafe.image.go.BadModuleException;
import dev.carafe.image.go.UnreachableModuleException;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  private final ProblemsException mistake =
      new ProblemsException(
          List.of(new Problem(new Position("web.toml", 1, 2), "unknown key", "did you mean it?")));

  @Test
  void eachFamilyOfFailuresHasItsCode() {
    assertThat(ExitCode.of(mistake)).isEqualTo(ExitCode.MISTAKES);
    assertThat(ExitCode.of(new SizeMismatchException("a.deb", 1, 2))).isEqualTo(ExitCode.UNTRUSTED);
    assertThat(ExitCode.of(new OfflineException(List.of("a.deb")))).isEqualTo(ExitCode.NETWORK);
    assertThat(ExitCode.of(new DownloadException(URI.create("http://a/"), "it is gone")))
        .isEqualTo(ExitCode.NETWORK);
    assertThat(ExitCode.of(new InterruptedException())).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(ExitCode.of(new IllegalStateException())).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void modulesThatAreNotBuiltHaveTheCodeOfTheReason() {
    assertThat(ExitCode.of(new AlteredModuleException("a", "said"))).isEqualTo(ExitCode.UNTRUSTED);
    assertThat(ExitCode.of(new UnreachableModuleException("a", "said")))
        .isEqualTo(ExitCode.NETWORK);
    assertThat(ExitCode.of(new BadModuleException("a", "found", "instead", "said")))
        .isEqualTo(ExitCode.MISTAKES);
    assertThat(ExitCode.of(new NoCompilersException("a"))).isEqualTo(ExitCode.MISTAKES);
  }

  @Test
  void aTaskThatWasNotRunHasOneCodeWhateverTheReason() {
    TaskNotRunException failure = new TaskNotRunException(mistake);
    assertThat(ExitCode.of(failure)).isEqualTo(ExitCode.TASK_NOT_RUN);
    assertThat(Failures.message(failure)).isEqualTo(Failures.message(mistake));
  }

  @Test
  void aFullDiskIsSomethingThatTheMachineLacks() {
    IOException full = new FileSystemException("/a", null, "No space left on device");
    assertThat(ExitCode.of(new UncheckedIOException(full))).isEqualTo(ExitCode.LACKING);
    assertThat(ExitCode.of(new NoSuchFileException("/a"))).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aCauseCountsWhereItsWrapperSaysNothing() {
    assertThat(ExitCode.of(new IllegalStateException(mistake))).isEqualTo(ExitCode.MISTAKES);
  }

  @Test
  void codesAreDistinct() {
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number))
        .doesNotHaveDuplicates()
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 125, 130);
  }

  @Test
  void aMistakeInAFileIsToldWithItsPlace() {
    assertThat(Failures.message(mistake).lines())
        .containsExactly("found 1 mistake", "web.toml:1:2: unknown key; did you mean it?");
  }

  @Test
  void aFaultOfOurOwnIsCalledOne() {
    assertThat(Failures.message(new IllegalStateException("odd")))
        .isEqualTo(
            "could not go on: a fault of carafe's own, java.lang.IllegalStateException: odd;"
                + " --debug shows where");
  }

  @Test
  void aFileThatMayNotBeUsedIsNamed() {
    assertThat(Failures.message(new FileSystemException("/a", null, "Is a directory")))
        .isEqualTo("could not use /a: Is a directory");
  }
}
