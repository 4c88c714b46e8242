package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.process.Command;
import dev.carafe.image.process.Outcome;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.trust.certificate.AlternativeNames;
import dev.carafe.trust.certificate.CertificateAuthority;
import dev.carafe.trust.certificate.CertificateRequest;
import dev.carafe.trust.certificate.Certificates;
import dev.carafe.trust.certificate.EcKeys;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.certificate.Role;
import dev.carafe.trust.certificate.SubjectName;
import dev.carafe.trust.certificate.Terms;
import dev.carafe.trust.certificate.Usage;
import dev.carafe.trust.certificate.Validity;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// OpenSSL, from Debian's archive, judges the certificates and requests that we write, and writes
/// some for us.
class OpenSslIT {
  private static final KeyPair KEYS = EcKeys.generate();
  private static final SubjectName NAME = SubjectName.of(Role.OPERATOR, "Zo\u00eb, O=carafe:admin");
  private static final AlternativeNames NAMES =
      new AlternativeNames(
          List.of("node-7.example"),
          List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1")));

  @TempDir static Path folder;

  private static ToolsTree tools;
  private static CertificateAuthority authority;
  private static Path authorityFile;

  @BeforeAll
  static void open() throws IOException {
    tools =
        new Workshop(Path.of(".."), new BuildOptions(), Progress.SILENT)
            .tools(List.of(PackageRequest.of("openssl")));
    authority =
        CertificateAuthority.create(SubjectName.of("authority"), validity(Duration.ofDays(3650)));
    authorityFile = file("authority.pem", Pem.write(authority.certificate()));
  }

  @Test
  void believesAServerAndAClient() throws IOException {
    Path file = file("leaf.pem", Pem.write(issue(Usage.SERVER, Usage.CLIENT)));
    for (String purpose : List.of("sslserver", "sslclient")) {
      openssl("verify", "-x509_strict", "-CAfile", authorityFile, "-purpose", purpose, file);
    }
    String name = "node-7.example";
    openssl("verify", "-x509_strict", "-CAfile", authorityFile, "-verify_hostname", name, file);
    openssl("verify", "-x509_strict", "-CAfile", authorityFile, "-verify_ip", "2001:db8::1", file);
    assertThat(judge("verify", "-CAfile", authorityFile, "-verify_ip", "192.0.2.2", file).status())
        .isNotZero();
  }

  @Test
  void doesNotTakeAServerForAClient() throws IOException {
    Path file = file("server.pem", Pem.write(issue(Usage.SERVER)));
    assertThat(judge("verify", "-CAfile", authorityFile, "-purpose", "sslclient", file).errors())
        .contains("unsuitable certificate purpose");
  }

  @Test
  void readsWhatWeRead() throws IOException {
    X509Certificate certificate = issue(Usage.CLIENT);
    Path file = file("read.pem", Pem.write(certificate));
    String said =
        openssl(
            "x509",
            "-in",
            file,
            "-noout",
            "-fingerprint",
            "-sha256",
            "-serial",
            "-subject",
            "-ext",
            "subjectAltName,keyUsage,extendedKeyUsage,basicConstraints",
            "-nameopt",
            "utf8,sep_comma_plus,esc_2253");
    assertThat(said)
        .contains(Certificates.fingerprint(certificate))
        .containsIgnoringCase("serial=" + Certificates.serial(certificate))
        .contains("O=carafe:operator,CN=Zo\u00eb\\, O=carafe:admin")
        .contains("DNS:node-7.example, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1")
        .contains("Digital Signature")
        .contains("TLS Web Client Authentication")
        .contains("CA:FALSE");
  }

  @Test
  void findsOurRequestSigned() throws IOException {
    Path file = file("request.pem", Pem.write(CertificateRequest.create(KEYS, NAME, NAMES)));
    String said = openssl("req", "-in", file, "-noout", "-verify", "-text");
    assertThat(said).contains("DNS:node-7.example").contains("id-ecPublicKey");
  }

  @Test
  void readsOurKey() throws IOException {
    Path file = file("key.pem", Pem.write(KEYS.getPrivate()));
    assertThat(openssl("pkey", "-in", file, "-noout", "-text")).contains("prime256v1");
  }

  @Test
  void makesKeysAndRequestsThatWeRead() throws IOException {
    Path key = folder.resolve("theirs.key");
    Path request = folder.resolve("theirs.csr");
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key);
    Path config =
        file(
            "openssl.cnf",
            """
            [req]
            prompt = no
            utf8 = yes
            distinguished_name = name
            req_extensions = extensions
            [name]
            CN = theirs
            [extensions]
            basicConstraints = CA:TRUE
            subjectAltName = DNS:theirs.example, IP:192.0.2.9
            """);
    openssl("req", "-new", "-config", config, "-key", key, "-out", request);
    CertificateRequest read = CertificateRequest.read(Files.readString(request));
    assertThat(read.subject()).isEqualTo(SubjectName.of("theirs"));
    assertThat(read.names())
        .isEqualTo(
            new AlternativeNames(
                List.of("theirs.example"), List.of(InetAddress.ofLiteral("192.0.2.9"))));
    assertThat(EcKeys.match(Pem.privateKey(Files.readString(key)), read.publicKey())).isTrue();
  }

  private static X509Certificate issue(Usage... usages) {
    return authority.issue(
        CertificateRequest.create(KEYS, NAME, NAMES),
        new Terms(NAME, NAMES, Set.of(usages), validity(Duration.ofDays(90))));
  }

  private static Validity validity(Duration length) {
    return Validity.of(length, Instant.now());
  }

  private static Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String openssl(Object... arguments) {
    Outcome outcome = judge(arguments);
    assertThat(outcome.status()).as(outcome.text() + outcome.errors()).isZero();
    return outcome.text() + outcome.errors();
  }

  private static Outcome judge(Object... arguments) {
    String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    return tools.command("openssl", words).outcome(Command.Input.NOTHING);
  }
}
