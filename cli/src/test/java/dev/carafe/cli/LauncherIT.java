package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.process.Command;
import dev.carafe.image.process.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts around this program, run by the shell of this machine.
class LauncherIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  private static Outcome findJdk(Path... places) {
    Command command = Command.of(HOME.resolve("scripts/jdk").toString());
    for (Path place : places) {
      command = command.with(place.toString());
    }
    return command.outcome(Command.Input.NOTHING);
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = java(name, version);
    Files.createFile(
        home.resolve("bin/javac"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    return home;
  }

  private Path java(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    return home;
  }

  @Test
  void theFirstJdkThatIsNewEnoughIsTaken() throws IOException {
    Path old = jdk("old", "17.0.2");
    Path good = jdk("one with a space", "25.0.1");
    Path newer = jdk("newer", "26");
    Outcome outcome = findJdk(Path.of(""), old, folder.resolve("gone"), good, newer);
    assertThat(outcome.text()).isEqualTo(good + "\n");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void withoutAJdkItSaysWhatWasFoundAndHowToGetOne() throws IOException {
    Path old = jdk("old", "1.8.0_392");
    Path runtime = java("runtime", "25.0.1");
    Outcome outcome = findJdk(old, runtime);
    assertThat(outcome.status()).isEqualTo(ExitCode.LACKING.number());
    assertThat(outcome.text()).isEmpty();
    assertThat(outcome.errors())
        .contains("expected a JDK 25 or later")
        .contains(old + ": version 1\n")
        .contains(runtime + ": no JDK: it has no bin/javac")
        .contains("apt install openjdk-25-jdk-headless");
  }

  @Test
  void completionIsUnderstoodByTheShell() throws IOException {
    Path script = Files.writeString(folder.resolve("completion"), Main.completion());
    Outcome completed =
        Command.of(
                "bash",
                "-c",
                "source $0; COMP_WORDS=(carafe ins); COMP_CWORD=1; _complete_carafe; echo ${COMPREPLY[@]}",
                script.toString())
            .run();
    assertThat(completed.text()).isEqualTo("inspect\n");
  }
}
