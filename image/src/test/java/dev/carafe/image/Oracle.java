package dev.carafe.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.process.Command;
import dev.carafe.image.process.Outcome;
import dev.carafe.image.tools.LiveArchive;
import dev.carafe.image.tools.ToolsTree;
import java.nio.file.Path;
import java.util.Arrays;

/// A foreign tool that judges what we write, from Debian's archive: the machine needs none.
public final class Oracle {
  private static final ToolsTree TOOLS =
      LiveArchive.tools(
          "binutils",
          "cpio",
          "cryptsetup-bin",
          "dosfstools",
          "erofs-utils",
          "gdisk",
          "libc-bin",
          "libtss2-esys-3.0.2-0t64",
          "libtss2-rc0t64",
          "libzstd1",
          "mtools",
          "qemu-utils",
          "systemd",
          "systemd-boot-efi",
          "systemd-ukify",
          "tar",
          "zstd");

  private final Command program;

  private Oracle(Command program) {
    this.program = program;
  }

  /// The tool of this name.
  public static Oracle tool(String name) {
    return new Oracle(TOOLS.command(name));
  }

  /// A file that comes with the tools, by its path without the first slash.
  public static Path file(String path) {
    return TOOLS.file(path);
  }

  /// Runs the tool, which must succeed; gives all it says.
  public String run(Object... arguments) {
    Verdict verdict = judge(arguments);
    assertThat(verdict.status()).as("%s: %s", program, verdict.words()).isZero();
    return verdict.words();
  }

  /// Runs the tool; gives its exit status and all it says.
  public Verdict judge(Object... arguments) {
    Outcome outcome =
        program
            .with(Arrays.stream(arguments).map(Object::toString).toList())
            .outcome(Command.Input.NOTHING);
    return new Verdict(outcome.status(), outcome.text() + outcome.errors());
  }

  /// What a tool says.
  public record Verdict(int status, String words) {}
}
