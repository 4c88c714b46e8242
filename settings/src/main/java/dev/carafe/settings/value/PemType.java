package dev.carafe.settings.value;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Optional;

/// One or more X.509 certificates in PEM, the whole once more in base64, as Bottlerocket's `pki`
/// has them. Each is parsed: a trust store with a broken certificate breaks every program that
/// reads it.
///
/// Source: [RFC 7468](https://www.rfc-editor.org/rfc/rfc7468#section-5), section 5.
public record PemType() implements TextType {

  @Override
  public String name() {
    return "pem";
  }

  @Override
  public String noun() {
    return "base64 of PEM certificates";
  }

  @Override
  public String example() {
    return "\"LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCi4uLg==\"";
  }

  @Override
  public Optional<String> fault(String text) {
    Optional<String> wrong = new Base64Type().fault(text);
    if (wrong.isPresent()) {
      return wrong;
    }
    byte[] pem = Base64.getDecoder().decode(text);
    if (!new String(pem, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")) {
      return Optional.of("there is no certificate in it");
    }
    try {
      CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
      return Optional.empty();
    } catch (CertificateException _) {
      return Optional.of("a certificate in it is damaged");
    }
  }
}
