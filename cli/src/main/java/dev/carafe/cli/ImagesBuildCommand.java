package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.component.BlueprintReader;
import dev.carafe.image.component.Component;
import dev.carafe.image.oci.ContainerImage;
import dev.carafe.lab.ImagePush;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe images build`.
@Command(
    name = "build",
    description = "Makes a container image, as an OCI layout in a folder, and pushes it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe images build admin",
      "  carafe images build admin --push registry.example.com/admin:1",
      "  carafe images build my-images/tools --output /tmp/images --push localhost:5000/tools:1 --insecure"
    })
final class ImagesBuildCommand implements Callable<Integer> {
  @Mixin BuildOptions options = new BuildOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @ParentCommand ImagesCommand images = new ImagesCommand();

  @Parameters(
      paramLabel = "IMAGE",
      description = "An image's name below images/, or a folder with its component.toml.")
  String name = "";

  @Option(
      names = "--push",
      paramLabel = "NAME",
      description = "Push it by this name, with the logins of Docker's config.json.")
  @Nullable String push;

  @Option(
      names = "--insecure",
      description = "The registry may speak HTTP, or show any certificate.")
  boolean insecure;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Workshop workshop = new Workshop(Main.home(), options, images.main.progress());
    Component component = BlueprintReader.image(folder(name));
    ContainerImage image = workshop.containerImage(component);
    Optional<Sha256> pushed = Optional.empty();
    if (push != null) {
      pushed = Optional.of(push(image, push));
    }
    answers.give(new Made(image, Optional.ofNullable(push), pushed), spec.commandLine().getOut());
    return ExitCode.DONE.number();
  }

  /// A name has no slash.
  private static Path folder(String name) {
    return name.indexOf('/') < 0 ? Main.home().resolve("images").resolve(name) : Path.of(name);
  }

  private Sha256 push(ContainerImage image, String target)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("carafe-push-");
    try {
      return ImagePush.push(image, target, insecure, work);
    } finally {
      delete(work);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.delete(file);
      }
    }
  }

  /// What was made.
  ///
  /// @param pushed its digest in the registry
  record Made(ContainerImage image, Optional<String> name, Optional<Sha256> pushed)
      implements Answer {

    @Override
    public void writeText(PrintWriter out) {
      out.printf("%-9s %s%n", "layout", image.folder());
      out.printf("%-9s sha256:%s%n", "digest", image.digest());
      name.ifPresent(text -> out.printf("%-9s %s%n", "pushed", text));
      pushed.ifPresent(digest -> out.printf("%-9s sha256:%s%n", "as", digest));
    }

    @Override
    public void writeJson(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeStringField("layout", image.folder().toString());
      json.writeStringField("digest", "sha256:" + image.digest());
      json.writeStringField("pushed", name.orElse(null));
      json.writeStringField("pushed_digest", pushed.map(digest -> "sha256:" + digest).orElse(null));
      json.writeEndObject();
    }
  }
}
