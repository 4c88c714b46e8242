package dev.carafe.cli.key;

import dev.carafe.cli.key.token.TokenException;
import dev.carafe.cli.key.token.TokenKey;
import dev.carafe.cli.key.token.TokenUri;
import dev.carafe.image.process.CommandFailedException;
import dev.carafe.trust.certificate.MalformedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How people name a key, on the command line and in files: `file:PATH`, or the path alone;
/// `pkcs11:…` for one in a token; `command:PROGRAM WORDS` for one that a program signs with.
public sealed interface KeyReference {
  String FILE = "file:";
  String COMMAND = "command:";

  /// The same everywhere, other than what somebody wrote.
  @Override
  String toString();

  /// The same, as it is written into a file of a folder.
  String seenFrom(Path folder);

  /// Looks for the key.
  ///
  /// @throws KeyException if it cannot be used
  HeldKey open();

  /// Reads a reference.
  ///
  /// @param folder where relative paths begin
  /// @param environment that may say more of tokens
  /// @throws IllegalArgumentException if it is none, and says why
  static KeyReference parse(String text, Path folder, Map<String, String> environment) {
    if (text.startsWith(TokenUri.SCHEME)) {
      return new InToken(TokenUri.parse(text, environment), environment);
    }
    if (text.startsWith(COMMAND)) {
      List<String> words = words(text.substring(COMMAND.length()));
      boolean path = words.getFirst().contains("/");
      return new OfProgram(
          path ? folder.resolve(words.getFirst()).toString() : words.getFirst(),
          words.subList(1, words.size()));
    }
    String path = text.startsWith(FILE) ? text.substring(FILE.length()) : text;
    if (path.isEmpty()) {
      throw new IllegalArgumentException("it names no file");
    }
    return new InFile(folder.resolve(path));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>(Arrays.asList(text.strip().split("\\s+", -1)));
    if (words.getFirst().isEmpty()) {
      throw new IllegalArgumentException("it names no program");
    }
    return words;
  }

  /// A key in a file.
  record InFile(Path path) implements KeyReference {
    @Override
    public String toString() {
      return FILE + path;
    }

    @Override
    public String seenFrom(Path folder) {
      Path place = path.toAbsolutePath().normalize();
      Path base = folder.toAbsolutePath().normalize();
      return FILE + (place.startsWith(base) ? base.relativize(place) : place);
    }

    @Override
    public HeldKey open() {
      try {
        return new KeyFile(path).open(this);
      } catch (NoSuchFileException e) {
        throw new KeyException(toString(), "there is no such file");
      } catch (MalformedException | IOException e) {
        throw new KeyException(toString(), e);
      }
    }
  }

  /// A key in a token.
  ///
  /// @param environment that may have its PIN
  record InToken(TokenUri uri, Map<String, String> environment) implements KeyReference {
    public InToken {
      environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
      return uri.text();
    }

    @Override
    public String seenFrom(Path folder) {
      return uri.text();
    }

    @Override
    public HeldKey open() {
      try {
        return HeldKey.of(this, TokenKey.open(uri, environment));
      } catch (TokenException e) {
        throw new KeyException(toString(), e);
      }
    }
  }

  /// A key of a program.
  record OfProgram(String program, List<String> arguments) implements KeyReference {
    public OfProgram {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return text(program);
    }

    @Override
    public String seenFrom(Path folder) {
      return text(program.contains("/") ? Path.of(program).toAbsolutePath().toString() : program);
    }

    private String text(String name) {
      return COMMAND + (arguments.isEmpty() ? name : name + " " + String.join(" ", arguments));
    }

    @Override
    public HeldKey open() {
      try {
        return HeldKey.of(this, SigningProgram.open(program, arguments));
      } catch (MalformedException | CommandFailedException e) {
        throw new KeyException(toString(), e);
      }
    }
  }
}
