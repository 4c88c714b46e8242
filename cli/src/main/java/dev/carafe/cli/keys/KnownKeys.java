package dev.carafe.cli.keys;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.secureboot.SecureBootVariable;
import dev.carafe.image.signing.SigningKey;
import dev.carafe.trust.certificate.Certificates;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What there is to know of the keys in a folder, but for their secret.
///
/// @param certificates in the order of their rank
/// @param policy that of the key of measured boot
record KnownKeys(
    Map<SecureBootVariable, X509Certificate> certificates,
    Optional<X509Certificate> policy,
    List<Sha256> revoked)
    implements Answer {
  KnownKeys {
    certificates = Collections.unmodifiableMap(new LinkedHashMap<>(certificates));
    revoked = List.copyOf(revoked);
  }

  static KnownKeys of(KeyFolder folder) {
    Map<SecureBootVariable, X509Certificate> certificates = new LinkedHashMap<>();
    for (SecureBootVariable variable : KeyFolder.KEYS) {
      certificates.put(variable, folder.key(variable).certificate());
    }
    return new KnownKeys(
        certificates, folder.policyKey().map(SigningKey::certificate), folder.revoked());
  }

  @Override
  public void writeText(PrintWriter out) {
    certificates.forEach((variable, certificate) ->
        writeText(out, variable.variableName(), variable.title(), certificate));
    policy.ifPresent(certificate -> writeText(out, "pcr", "measured boot", certificate));
    revoked.forEach(digest -> out.printf("%-4s %s%n", "dbx", digest));
  }

  private static void writeText(
      PrintWriter out, String name, String title, X509Certificate certificate) {
    out.printf(
        "%-4s %-17s %s, until %s%n     %s%n",
        name,
        title,
        certificate.getSubjectX500Principal().getName(),
        certificate.getNotAfter().toInstant(),
        Certificates.fingerprint(certificate));
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("keys");
    for (Map.Entry<SecureBootVariable, X509Certificate> key : certificates.entrySet()) {
      json.writeStartObject();
      json.writeStringField("variable", key.getKey().variableName());
      writeJson(json, key.getValue());
    }
    json.writeEndArray();
    if (policy.isPresent()) {
      json.writeObjectFieldStart("measured_boot");
      writeJson(json, policy.get());
    }
    json.writeArrayFieldStart("revoked");
    for (Sha256 digest : revoked) {
      json.writeString(digest.hex());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// To the end of the object that was begun.
  private static void writeJson(JsonGenerator json, X509Certificate certificate)
      throws IOException {
    json.writeStringField("subject", certificate.getSubjectX500Principal().getName());
    json.writeStringField("fingerprint", Certificates.fingerprint(certificate));
    json.writeStringField("until", certificate.getNotAfter().toInstant().toString());
    json.writeEndObject();
  }
}
