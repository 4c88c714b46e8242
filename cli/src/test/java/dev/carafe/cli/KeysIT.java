package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.keys.KeyFolder;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.process.Command;
import dev.carafe.image.process.Outcome;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.secureboot.SignatureList;
import dev.carafe.image.signing.RsaKey;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.uki.Authenticode;
import dev.carafe.trust.certificate.Pem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Foreign tools read the keys, signatures and changes of variables that we write, and make the
/// same.
class KeysIT {
  /// As `sign-efi-sig-list` takes it.
  private static final String TIME = "2026-03-04 05:06:07";

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @TempDir static Path folder;

  private static ToolsTree tools;
  private static Path loader;

  @BeforeAll
  static void open() throws IOException {
    tools =
        new Workshop(Path.of(".."), new BuildOptions(), Progress.SILENT)
            .tools(
                List.of(
                    PackageRequest.of("efitools"),
                    PackageRequest.of("openssl"),
                    PackageRequest.of("ovmf"),
                    PackageRequest.of("python3-virt-firmware"),
                    PackageRequest.of("sbsigntool"),
                    PackageRequest.of("systemd-boot-efi")));
    loader = tools.file("usr/lib/systemd/boot/efi/systemd-bootx64.efi");
    new KeyFolder(folder).make("test", Duration.ofDays(3650), NOW);
    assertThat(
            Main.commandLine()
                .execute("keys", "revoke", loader.toString(), "--keys", folder.toString()))
        .isZero();
  }

  @Test
  void opensslReadsKeysAndCertificates() {
    for (String name : List.of("PK", "KEK", "db", "pcr")) {
      assertThat(run("openssl", "pkey", "-in", at(name + ".key"), "-noout", "-text"))
          .contains("Private-Key: (2048 bit");
      assertThat(run("openssl", "x509", "-in", at(name + ".pem"), "-noout", "-text"))
          .containsPattern("Subject: CN ?= ?test " + name)
          .contains("sha256WithRSAEncryption")
          .contains("CA:FALSE");
      run("openssl", "verify", "-CAfile", at(name + ".pem"), at(name + ".pem"));
    }
    for (String name : List.of("PK", "KEK", "db")) {
      assertThat(run("openssl", "x509", "-in", at(name + ".cer"), "-inform", "DER", "-noout"))
          .isEmpty();
    }
  }

  @Test
  void sbverifyBelievesWhatIsSignedAndNothingElse() throws IOException {
    byte[] signed = Authenticode.signed("the loader", Files.readAllBytes(loader), key());
    Path file = Files.write(folder.resolve("signed.efi"), signed);
    assertThat(run("sbverify", "--cert", at("db.pem"), file)).contains("verification OK");
    assertThat(judge("sbverify", "--cert", at("KEK.pem"), file).status()).isNotZero();
    signed[2000] ^= 1;
    Files.write(file, signed);
    assertThat(judge("sbverify", "--cert", at("db.pem"), file).status()).isNotZero();
  }

  @Test
  void weBelieveWhatSbsignSigns() throws IOException {
    Path theirs = folder.resolve("theirs.efi");
    run("sbsign", "--key", at("db.key"), "--cert", at("db.pem"), "--output", theirs, loader);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(theirs));
    assertThat(Authenticode.signer("theirs", bytes)).contains(key().certificate());
    assertThat(Authenticode.digest("theirs", bytes))
        .isEqualTo(Authenticode.digest("the loader", ByteBuffer.wrap(Files.readAllBytes(loader))));
  }

  @Test
  void efitoolsReadsOurListsAndMakesTheSame() throws IOException {
    run("sig-list-to-certs", at("db.esl"), folder.resolve("read"));
    assertThat(folder.resolve("read-0.der")).hasSameBinaryContentAs(folder.resolve("db.cer"));
    SignatureList ours =
        SignatureList.read("db", Files.readAllBytes(folder.resolve("db.esl"))).getFirst();
    Path theirs = folder.resolve("theirs.esl");
    run("cert-to-efi-sig-list", "-g", ours.owner(), at("db.pem"), theirs);
    assertThat(theirs).hasSameBinaryContentAs(folder.resolve("db.esl"));
    Path digests = folder.resolve("digests.esl");
    run("hash-to-efi-sig-list", loader, digests);
    SignatureList.OfDigests hashed =
        (SignatureList.OfDigests)
            SignatureList.read("digests", Files.readAllBytes(digests)).getFirst();
    assertThat(hashed.digests())
        .containsExactly(
            Authenticode.digest("the loader", ByteBuffer.wrap(Files.readAllBytes(loader))));
  }

  @Test
  void efitoolsMakesTheSameChangesOfVariables() {
    for (String name : List.of("PK", "KEK", "db")) {
      String signer = name.equals("db") ? "KEK" : "PK";
      Path theirs = folder.resolve(name + ".theirs");
      run(
          "sign-efi-sig-list",
          "-t",
          TIME,
          "-k",
          at(signer + ".key"),
          "-c",
          at(signer + ".pem"),
          name,
          at(name + ".esl"),
          theirs);
      assertThat(theirs).hasSameBinaryContentAs(folder.resolve(name + ".auth"));
    }
  }

  @Test
  void firmwareVariablesHoldTheKeys() throws IOException {
    Path variables = folder.resolve("variables.fd");
    new KeyFolder(folder)
        .forMachine()
        .writeVariables(tools, tools.file("usr/share/OVMF/OVMF_VARS_4M.fd"), variables);
    String shown = run("virt-fw-vars", "--input", variables, "--print", "--verbose");
    assertThat(shown)
        .contains("subject CN=test PK")
        .contains("subject CN=test KEK")
        .contains("subject CN=test db")
        .contains(
            Authenticode.digest("the loader", ByteBuffer.wrap(Files.readAllBytes(loader))).hex());
  }

  private static RsaKey key() throws IOException {
    return RsaKey.of(
        Pem.certificate(Files.readString(folder.resolve("db.pem"))),
        Pem.rsaKey(Files.readString(folder.resolve("db.key"))));
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static String run(String program, Object... arguments) {
    Outcome outcome = judge(program, arguments);
    assertThat(outcome.status()).as(program + ": " + outcome.text() + outcome.errors()).isZero();
    return outcome.text() + outcome.errors();
  }

  private static Outcome judge(String program, Object... arguments) {
    String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    return tools.command(program, words).outcome(Command.Input.NOTHING);
  }
}
