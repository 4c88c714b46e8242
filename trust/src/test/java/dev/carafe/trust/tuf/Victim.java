package dev.carafe.trust.tuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.settings.generation.FileDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// A client that trusts the first root of a repository, and goes on with what it has kept each time
/// that it is used.
public final class Victim {
  private final Path folder;
  private final Source source;
  private Instant now = TestRepository.NOW;

  private Victim(Path folder, Source source) {
    this.folder = folder;
    this.source = source;
  }

  /// One that reads a repository itself.
  ///
  /// @param folder for what it trusts
  public static Victim of(TestRepository repository, Path folder) throws IOException {
    return of(repository, repository, folder);
  }

  /// One with something in between.
  ///
  /// @param between what stands between it and the repository
  public static Victim of(TestRepository repository, Source between, Path folder)
      throws IOException {
    TufClient.begin(FileDirectory.open(folder), repository.file("1.root.json"));
    return new Victim(folder, between);
  }

  /// Time goes by.
  public void sleep(Duration time) {
    now = now.plus(time);
  }

  public TufClient refreshed() throws IOException {
    TufClient client = new TufClient(FileDirectory.open(folder), source, () -> now);
    client.refresh();
    return client;
  }

  public String download(String path) throws IOException {
    TufClient client = refreshed();
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    client.download(client.find(path), source, to);
    return to.toString(UTF_8);
  }

  /// What it trusts of a role.
  public byte[] kept(String role) throws IOException {
    return Files.readAllBytes(folder.resolve(role + ".json"));
  }
}
