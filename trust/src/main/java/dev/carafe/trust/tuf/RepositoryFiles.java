package dev.carafe.trust.tuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The metadata of a repository that is made here. Every file has its version in its name and is
/// never written over, but for the timestamp.
///
/// Source: TUF 1.0.34, section 6.2 "Consistent snapshots".
record RepositoryFiles(Path folder) {

  /// The newest of a role that is there.
  Optional<Document> newest(String role) throws IOException {
    if (role.equals(RoleName.TIMESTAMP)) {
      return read(RoleName.file(role));
    }
    OptionalLong newest = newestVersion(role);
    return newest.isEmpty() ? Optional.empty() : read(named(role, newest.getAsLong()));
  }

  /// A root of a version, if it is there.
  Optional<Document> root(long version) throws IOException {
    return read(named(RoleName.ROOT, version));
  }

  private OptionalLong newestVersion(String role) throws IOException {
    if (!Files.isDirectory(folder)) {
      return OptionalLong.empty();
    }
    Pattern names = Pattern.compile("([1-9]\\d{0,17})\\." + Pattern.quote(RoleName.file(role)));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> names.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .mapToLong(name -> Long.parseLong(name.group(1)))
          .max();
    }
  }

  private Optional<Document> read(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file)
        ? Optional.of(Document.read(name, Files.readAllBytes(file)))
        : Optional.empty();
  }

  /// Makes a document public. One that is public already stays as it is.
  ///
  /// @throws FileAlreadyExistsException if another has its place: nobody who has read that one
  ///   would ever read this
  void write(String role, Document document) throws IOException {
    boolean timestamp = role.equals(RoleName.TIMESTAMP);
    String name = timestamp ? RoleName.file(role) : named(role, document.version());
    Path file = folder.resolve(name);
    byte[] bytes = document.bytes();
    if (timestamp || !Files.exists(file)) {
      replace(file, bytes);
    } else if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
      throw new FileAlreadyExistsException(
          file.toString(), null, "another " + document.title() + " is there");
    }
  }

  private void replace(Path file, byte[] bytes) throws IOException {
    Path begun = Files.createDirectories(folder).resolve(".begun");
    try (FileChannel channel =
        FileChannel.open(
            begun,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String named(String role, long version) {
    return version + "." + RoleName.file(role);
  }
}
