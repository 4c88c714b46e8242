package dev.carafe.cli;

import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A certificate authority that nobody knows yet, and a server's certificate of it, made by
/// OpenSSL.
///
/// @param authority its certificate
/// @param certificate the server's, for the address that guests know this machine by
/// @param key of the server's certificate
record LabAuthority(Path authority, Path certificate, Path key) {

  /// @param servers more names that the certificate is for
  static LabAuthority make(ToolsTree tools, Path work, String... servers) throws IOException {
    Path settings =
        Files.writeString(work.resolve("openssl.cnf"), "[req]\ndistinguished_name=n\n[n]\n");
    Path authority = work.resolve("authority.pem");
    Path authorityKey = work.resolve("authority.key");
    Path certificate = work.resolve("server.pem");
    Path key = work.resolve("server.key");
    openssl(
        tools,
        settings,
        authority,
        authorityKey,
        "-subj",
        "/CN=Carafe Lab",
        "-addext",
        "basicConstraints=critical,CA:true");
    openssl(
        tools,
        settings,
        certificate,
        key,
        "-subj",
        "/CN=registry",
        "-addext",
        "subjectAltName=IP:10.0.2.2" + names(servers),
        "-addext",
        "basicConstraints=critical,CA:false",
        "-CA",
        authority.toString(),
        "-CAkey",
        authorityKey.toString());
    return new LabAuthority(authority, certificate, key);
  }

  private static String names(String... servers) {
    return Stream.of(servers).map(",DNS:"::concat).collect(Collectors.joining());
  }

  private static void openssl(
      ToolsTree tools, Path settings, Path certificate, Path key, String... more) {
    tools
        .command("openssl", "req", "-x509", "-config", settings.toString(), "-nodes", "-days", "2")
        .with("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")
        .with("-out", certificate.toString(), "-keyout", key.toString())
        .with(more)
        .run();
  }

  /// The server's certificate and key, as Java's TLS takes them.
  KeyStore keyStore(ToolsTree tools, String password) throws IOException, GeneralSecurityException {
    Path file = certificate.resolveSibling("server.p12");
    tools
        .command("openssl", "pkcs12", "-export", "-passout", "pass:" + password)
        .with("-in", certificate.toString(), "-inkey", key.toString(), "-out", file.toString())
        .run();
    return KeyStore.getInstance(file.toFile(), password.toCharArray());
  }

  /// As `settings.pki` takes it.
  String data() throws IOException {
    String pem = Files.readString(authority);
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }
}
