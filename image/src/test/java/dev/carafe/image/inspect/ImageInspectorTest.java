package dev.carafe.image.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.carafe.disk.gpt.BadPartitionTableException;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.gpt.PartitionType;
import dev.carafe.image.inspect.ImageReport.BootFile;
import dev.carafe.image.inspect.ImageReport.SystemReport;
import dev.carafe.image.inspect.UsrReport.Executable;
import dev.carafe.image.inspect.UsrReport.KnownProgram;
import dev.carafe.image.inspect.UsrReport.Script;
import dev.carafe.image.inspect.UsrReport.SetIdFile;
import dev.carafe.image.uki.UkiSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageInspectorTest {
  @TempDir Path folder;

  private ImageReport report() throws IOException {
    return ImageInspector.inspect(TestImage.in(folder).write("image"));
  }

  @Test
  void partitionsAndBootFilesAreListed() throws IOException {
    ImageReport report = report();
    assertThat(report.partitions())
        .extracting(Partition::type)
        .containsExactly(PartitionType.ESP, PartitionType.USR, PartitionType.USR_VERITY);
    assertThat(report.tableDamage()).isEmpty();
    assertThat(report.bootFiles())
        .extracting(BootFile::path)
        .containsExactlyInAnyOrder("EFI/BOOT/BOOTX64.EFI", TestImage.KERNEL, "loader/loader.conf");
  }

  @Test
  void kernelIsTakenApartAndLeadsToItsUsr() throws IOException {
    SystemReport system = report().systems().getFirst();
    assertThat(system.rootHash()).isEqualTo(system.treeHash());
    assertThat(system.kernel().path()).isEqualTo(TestImage.KERNEL);
    assertThat(system.kernel().version()).isEqualTo("6.12.0");
    assertThat(system.kernel().commandLine()).isEqualTo("usrhash=" + system.rootHash() + " quiet");
    assertThat(system.kernel().sections())
        .extracting(ImageReport.Section::kind)
        .contains(UkiSection.LINUX, UkiSection.SBAT);
  }

  @Test
  void filesOfUsrAreSorted() throws IOException {
    UsrReport usr = report().systems().getFirst().usr();
    assertThat(usr.executables())
        .extracting(Executable::path, Executable::size)
        .containsExactly(tuple("/usr/bin/program", 64L));
    assertThat(usr.scripts()).containsExactly(new Script("/usr/bin/script", 14, "/bin/sh"));
    assertThat(usr.known()).containsExactly(new KnownProgram("/usr/bin/bash", ProgramRole.SHELL));
    assertThat(usr.setId()).containsExactly(new SetIdFile("/usr/lib/set-uid", 04755));
    assertThat(usr.files()).isEqualTo(112);
    assertThat(usr.fileSystemSize()).isEqualTo(32768);
  }

  @Test
  void fileOfUsrIsRead() throws IOException {
    Path image = TestImage.in(folder).write("image");
    assertThat(ImageInspector.file(image, "/usr/share/carafe/manifest.json"))
        .contains("{}\n".getBytes(UTF_8));
    assertThat(ImageInspector.file(image, "/usr/share/carafe")).isEmpty();
    assertThat(ImageInspector.file(image, "/usr/absent")).isEmpty();
  }

  @Test
  void kernelThatDemandsNoUsrIsRefused() throws IOException {
    Path image = TestImage.in(folder).withCommandLine("quiet").write("image");
    assertThatThrownBy(() -> ImageInspector.inspect(image))
        .isInstanceOf(MissingPartException.class)
        .hasMessage(
            "could not read the image: expected usrhash= in the command line of %s, found none"
                .formatted(TestImage.KERNEL));
  }

  @Test
  void otherFileIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("other"), new byte[100_000]);
    assertThatThrownBy(() -> ImageInspector.inspect(file))
        .isInstanceOf(BadPartitionTableException.class);
  }
}
