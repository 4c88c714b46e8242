package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Somebody who types `carafe repo` in a folder with two files, to make a repository `os` there.
final class RepositoryMaker {
  private final Path folder;
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  RepositoryMaker(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("one.raw"), "first");
    Files.writeString(folder.resolve("two.raw"), "second");
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... words) {
    output.getBuffer().setLength(0);
    errors.getBuffer().setLength(0);
    return Main.commandLine()
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(errors, true))
        .execute(Stream.concat(Stream.of("repo"), Stream.of(words)).toArray(String[]::new));
  }

  /// What a command answers that does what it should.
  String done(String... words) {
    int code = run(words);
    assertThat(code).as(errors.toString()).isZero();
    return output.toString();
  }

  /// What a command says that fails.
  String failed(ExitCode code, String... words) {
    assertThat(run(words)).as(output + " " + errors).isEqualTo(code.number());
    return errors.toString();
  }

  /// What the last command has answered.
  String answer() {
    return output.toString();
  }

  Json.Struct json(String... words) {
    return (Json.Struct) JsonReader.read(done(words));
  }

  /// The roles with their versions, as they are published.
  List<String> versions() {
    return json("expire", path("os"), "--json").objects("roles").stream()
        .map(role ->
            role.text("role").orElseThrow()
                + " "
                + JsonWriter.write(role.member("version").orElseThrow()))
        .toList();
  }

  /// With one file in it.
  void publishFirst() {
    done("init", path("os"));
    done("add", path("os"), "--under", "stable/plain/x86_64", path("one.raw"));
    done("publish", path("os"));
  }
}
