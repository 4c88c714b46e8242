package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.keys.KeyFolder;
import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.qcow2.Qcow2Image;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe build`.
@Command(
    name = "build",
    description = "Builds a disk image of a variant.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe build plain --output /tmp/image",
      "  carafe build plain --qcow2 --json",
      "  carafe build my.toml --components my-components",
      "  carafe build plain --secure-boot-keys keys",
      "  carafe build plain --locked build/carafe-plain-0.1.0.lock.toml",
      "  carafe build plain --version 0.2.0 --update-root os/public/metadata/1.root.json \\",
      "      --update-url https://updates.example.com/os",
      "  SOURCE_DATE_EPOCH=1767225600 carafe build plain"
    })
final class BuildCommand implements Callable<Integer> {
  @Mixin BuildOptions options = new BuildOptions();

  @Mixin SigningOptions signing = new SigningOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @ParentCommand Main main = new Main();

  @Parameters(
      paramLabel = "VARIANT",
      completionCandidates = VariantNames.class,
      description = "A variant's name or its file.")
  String variant = "plain";

  @Option(names = "--qcow2", description = "Write the disk as qcow2 too, where zeros take no room.")
  boolean qcow2;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    BuiltImage image =
        new Workshop(Main.home(), options, main.progress())
            .build(variant, signing.folder().map(KeyFolder::forBuild));
    Optional<Path> copy = qcow2 ? Optional.of(writeQcow2(image.disk())) : Optional.empty();
    answers.give(new Artifacts(image, copy, Sha256.of(image.disk())), spec.commandLine().getOut());
    return ExitCode.DONE.number();
  }

  /// Beside the disk, under its final name once it is whole.
  private static Path writeQcow2(Path disk) throws IOException {
    String name = disk.getFileName().toString().replaceFirst("[.]raw$", ".qcow2");
    Path part = disk.resolveSibling("." + name + ".part");
    try (FileChannel raw = FileChannel.open(disk);
        FileChannel target =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      Qcow2Image.write(ByteSource.of(raw), target);
    }
    return Files.move(part, disk.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /// What was made.
  ///
  /// @param qcow2 the disk once more
  /// @param digest of the disk
  record Artifacts(BuiltImage image, Optional<Path> qcow2, Sha256 digest) implements Answer {

    private Map<String, Path> files() {
      Map<String, Path> files = new LinkedHashMap<>();
      files.put("disk", image.disk());
      qcow2.ifPresent(file -> files.put("qcow2", file));
      files.put("usr", image.usr());
      files.put("kernel", image.kernel());
      files.put("lock", image.lock());
      files.put("manifest", image.manifest());
      files.put("bill", image.bill());
      return files;
    }

    @Override
    public void writeText(PrintWriter out) {
      files().forEach((what, file) -> out.printf("%-9s %s%n", what, file));
      out.printf("%-9s %s%n", "sha256", digest);
    }

    @Override
    public void writeJson(JsonGenerator json) throws IOException {
      json.writeStartObject();
      for (Map.Entry<String, Path> file : files().entrySet()) {
        json.writeStringField(file.getKey(), file.getValue().toString());
      }
      json.writeStringField("sha256", digest.hex());
      json.writeEndObject();
    }
  }
}
