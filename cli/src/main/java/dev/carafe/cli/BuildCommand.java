package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.keys.KeyFolder;
import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.BuiltMicrovm;
import dev.carafe.image.component.Variant;
import dev.carafe.image.qcow2.Qcow2Image;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe build`.
@Command(
    name = "build",
    description =
        "Builds a variant: a disk image, or for machines without firmware a kernel and an initrd.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe build plain --output /tmp/image",
      "  carafe build plain --qcow2 --json",
      "  carafe build microvm             a kernel and an initrd",
      "  carafe build my.toml --components my-components",
      "  carafe build plain --secure-boot-keys keys",
      "  carafe build plain --locked build/carafe-plain-0.1.0.lock.toml",
      "  carafe build plain --version 0.2.0 --update-root os/public/metadata/1.root.json \\",
      "      --update-url https://updates.example.com/os",
      "  SOURCE_DATE_EPOCH=1767225600 carafe build plain"
    })
final class BuildCommand implements Callable<Integer> {
  private static final List<String> FOR_DISKS =
      List.of("--qcow2", "--secure-boot-keys", "--update-root", "--update-url");

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
    Workshop workshop = new Workshop(Main.home(), options, main.progress());
    if (workshop.blueprint(variant).variant().form() == Variant.Form.MICROVM) {
      return buildMicrovm(workshop);
    }
    BuiltImage image = workshop.build(variant, signing.folder().map(KeyFolder::forBuild));
    Optional<Path> copy = qcow2 ? Optional.of(writeQcow2(image.disk())) : Optional.empty();
    answers.give(Artifacts.of(image, copy), spec.commandLine().getOut());
    return ExitCode.DONE.number();
  }

  private int buildMicrovm(Workshop workshop) throws IOException {
    for (String option : FOR_DISKS) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(),
            "'%s' is for disks, and variant '%s' makes none".formatted(option, variant));
      }
    }
    BuiltMicrovm machine = workshop.buildMicrovm(variant);
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("kernel", machine.kernel());
    files.put("initrd", machine.initrd());
    files.put("cmdline", machine.commandLine());
    files.put("lock", machine.lock());
    files.put("manifest", machine.manifest());
    files.put("bill", machine.bill());
    answers.give(new Artifacts(files, Sha256.of(machine.initrd())), spec.commandLine().getOut());
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
  /// @param files by what they are called
  /// @param digest of the first thing that a machine reads of its system: the disk, or the initrd
  record Artifacts(Map<String, Path> files, Sha256 digest) implements Answer {

    static Artifacts of(BuiltImage image, Optional<Path> qcow2) {
      Map<String, Path> files = new LinkedHashMap<>();
      files.put("disk", image.disk());
      qcow2.ifPresent(file -> files.put("qcow2", file));
      files.put("usr", image.usr());
      files.put("kernel", image.kernel());
      files.put("lock", image.lock());
      files.put("manifest", image.manifest());
      files.put("bill", image.bill());
      return new Artifacts(files, Sha256.of(image.disk()));
    }

    @Override
    public void writeText(PrintWriter out) {
      files.forEach((what, file) -> out.printf("%-9s %s%n", what, file));
      out.printf("%-9s %s%n", "sha256", digest);
    }

    @Override
    public void writeJson(JsonGenerator json) throws IOException {
      json.writeStartObject();
      for (Map.Entry<String, Path> file : files.entrySet()) {
        json.writeStringField(file.getKey(), file.getValue().toString());
      }
      json.writeStringField("sha256", digest.hex());
      json.writeEndObject();
    }
  }
}
