package dev.carafe.cli.keys;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.uki.Authenticode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe keys revoke`.
@Command(
    name = "revoke",
    description = "Makes a change of dbx by which firmware refuses programs, signed or not.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe keys revoke build/carafe-plain-0.1.0.efi --keys keys"})
final class KeysRevokeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "A kernel image or another program for UEFI.")
  List<Path> programs = List.of();

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "FOLDER",
      description = "The folder of the keys.")
  Path folder = Path.of("");

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<Sha256> digests = new ArrayList<>();
    for (Path program : programs) {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(program));
      Sha256 digest = Authenticode.digest(program.toString(), bytes);
      if (!digests.contains(digest)) {
        digests.add(digest);
      }
      out.printf("%s  %s%n", digest, program);
    }
    List<Path> files = new KeyFolder(folder).revoke(digests, Instant.now());
    out.printf("for machines in use: %s%nfor new ones:        %s%n", files.get(0), files.get(1));
    return 0;
  }
}
