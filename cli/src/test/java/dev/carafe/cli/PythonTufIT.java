package dev.carafe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.web.FileServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// python-tuf, from Debian's archive, reads a repository that we make, and we read one of its.
class PythonTufIT {
  @TempDir static Path work;

  private static ToolsTree tools;

  @BeforeAll
  static void open() {
    tools =
        TestWorkshop.open()
            .tools(
                List.of(
                    PackageRequest.of("python3"),
                    PackageRequest.of("python3-cryptography"),
                    PackageRequest.of("python3-tuf")));
  }

  @Test
  void itReadsWhatWeMake() throws IOException {
    String os = work.resolve("ours").toString();
    String rsa = key("rsa");
    String ecdsa = key("ecdsa");
    String edwards = key("ed25519");
    carafe("repo", "init", os, "--root", rsa, "--root", ecdsa, "--root", edwards);
    Path file = Files.writeString(work.resolve("file"), "of ours");
    carafe("repo", "add", os, "--as", "plain/a b.raw", "--custom", "{\"n\": [1]}", file.toString());
    carafe("repo", "publish", os);
    Path published = Path.of(os, "public");
    Path trusted = Files.createDirectories(work.resolve("theirs"));
    Files.copy(published.resolve("metadata/1.root.json"), trusted.resolve("root.json"));
    try (FileServer server = FileServer.start(published, 0)) {
      assertThat(downloaded(server, trusted)).hasContent("of ours");
      carafe("repo", "rotate", os, "root", "--remove", rsa, "--threshold", "1");
      carafe("repo", "rotate", os, "targets", "--add", rsa, "--threshold", "2");
      carafe("repo", "publish", os);
      assertThat(downloaded(server, trusted)).hasContent("of ours");
      assertThat(trusted.resolve("root.json"))
          .hasSameBinaryContentAs(published.resolve("metadata/2.root.json"));
    }
  }

  private static String key(String scheme) {
    String file = work.resolve(scheme + ".pem").toString();
    carafe("repo", "key", "create", "--scheme", scheme, file);
    return file;
  }

  private static Path downloaded(FileServer server, Path trusted) throws IOException {
    return Path.of(
        tools
            .command(
                "python3",
                script("client.py").toString(),
                trusted.toString(),
                url(server, "metadata"),
                Files.createDirectories(work.resolve("downloads")).toString(),
                url(server, "targets"),
                "plain/a b.raw")
            .run()
            .text()
            .strip());
  }

  @Test
  void weReadWhatItMakes() throws IOException {
    Path repository = work.resolve("made");
    tools.command("python3", script("repository.py").toString(), repository.toString()).run();
    String trusted = work.resolve("trusted").toString();
    carafe("tuf", "client", "--metadata-dir", trusted, "init", repository + "/root.json");
    try (FileServer server = FileServer.start(repository, 0)) {
      for (String name : List.of("plain", "bin/tool")) {
        carafe(
            "tuf",
            "client",
            "--metadata-dir",
            trusted,
            "--metadata-url",
            url(server, "metadata"),
            "--target-base-url",
            url(server, "targets"),
            "--target-dir",
            work.resolve("got").toString(),
            "--target-name",
            name,
            "download");
      }
    }
    assertThat(work.resolve("got/plain")).hasContent("of the targets themselves");
    assertThat(work.resolve("got/bin%2Ftool")).hasContent("of the delegate");
    assertThat(work.resolve("trusted/root.json"))
        .hasSameBinaryContentAs(repository.resolve("metadata/2.root.json"));
    assertThat(carafe("repo", "check", repository.toString())).contains("2 of 2 targets");
  }

  private static String carafe(String... words) {
    StringWriter said = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true))
            .execute(words);
    assertThat(code).as(said.toString()).isZero();
    return said.toString();
  }

  private static String url(FileServer server, String folder) {
    return "http://127.0.0.1:" + server.port() + "/" + folder;
  }

  private static Path script(String name) throws IOException {
    try (InputStream in = PythonTufIT.class.getResourceAsStream("tuf/" + name)) {
      return Files.writeString(
          work.resolve(name), new String(Objects.requireNonNull(in).readAllBytes(), UTF_8));
    }
  }
}
