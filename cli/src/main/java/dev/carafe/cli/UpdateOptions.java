package dev.carafe.cli;

import dev.carafe.cli.repo.UpdateRoot;
import dev.carafe.image.UpdateSource;
import dev.carafe.settings.value.UrlType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Where a system that is built gets its updates from.
final class UpdateOptions {
  @Option(
      names = "--update-root",
      paramLabel = "FILE",
      description =
          "The root of the repository with the system's updates, such as"
              + " REPOSITORY/public/metadata/1.root.json. Without it, nodes get none.")
  @Nullable Path root;

  @Option(
      names = "--update-url",
      paramLabel = "URL",
      converter = UrlConverter.class,
      description = "Where that repository is served, for nodes whose settings do not say so.")
  @Nullable URI url;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  /// Reads addresses of web servers.
  static final class UrlConverter implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      Optional<String> fault =
          text.matches("https?://.*")
              ? new UrlType().fault(text)
              : Optional.of("it does not begin with https:// or http://");
      if (fault.isPresent()) {
        throw new TypeConversionException(
            "'%s' is no address of a repository: %s; write https://updates.example.com/os"
                .formatted(text, fault.get()));
      }
      return URI.create(text);
    }
  }

  /// What they say; nothing where they say nothing.
  ///
  /// @throws dev.carafe.cli.repo.BadRootException if the file is no root
  Optional<UpdateSource> source() throws IOException {
    if (root == null) {
      if (url != null) {
        throw new ParameterException(
            spec.commandLine(), "'--update-url' needs '--update-root': nodes would trust nobody");
      }
      return Optional.empty();
    }
    String text = UpdateRoot.read(root.toString(), Files.readAllBytes(root)).text();
    return Optional.of(new UpdateSource(text, Optional.ofNullable(url)));
  }
}
