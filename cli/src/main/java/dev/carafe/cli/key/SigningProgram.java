package dev.carafe.cli.key;

import dev.carafe.image.process.Command;
import dev.carafe.image.process.CommandFailedException;
import dev.carafe.trust.certificate.MalformedException;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.tuf.Key;
import dev.carafe.trust.tuf.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A program that signs with a key that it reaches, as the command line of a key service does.
///
/// It is run with `public-key` as its last word, and writes the public key, in PEM or as the bytes
/// of its `SubjectPublicKeyInfo`; and with `sign`, reads what is to be signed, and writes the
/// signature. It has the environment of this process.
final class SigningProgram implements SigningKey {
  private final Command command;
  private final Key key;

  private SigningProgram(Command command, Key key) {
    this.command = command;
    this.key = key;
  }

  /// Asks it for its public key.
  ///
  /// @throws CommandFailedException if it fails
  /// @throws MalformedException if what it writes is none
  static SigningProgram open(String program, List<String> arguments) {
    Command command =
        new Command(program, List.of(program), System.getenv(), Optional.empty()).with(arguments);
    byte[] written = command.with("public-key").run().output();
    String text = new String(written, StandardCharsets.ISO_8859_1);
    return new SigningProgram(
        command, KeyFile.publicKey(text.startsWith("-----") ? Pem.publicKey(text) : written));
  }

  @Override
  public Key key() {
    return key;
  }

  /// @throws CommandFailedException if it fails
  @Override
  public byte[] sign(byte[] bytes) {
    return command.with("sign").run(in -> in.write(bytes)).output();
  }
}
