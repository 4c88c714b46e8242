package dev.carafe.trust.certificate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Whom a certificate is for: an organization, where there is one, and a common name.
///
/// Source: [RFC 5280, section 4.1.2.4](https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.4).
public record SubjectName(Optional<String> organization, String commonName) {
  /// RFC 5280, appendix A.1, `ub-common-name` and `ub-organization-name`.
  private static final int LONGEST = 64;

  public SubjectName {
    check(commonName);
    organization.ifPresent(SubjectName::check);
  }

  /// The name of a client that acts in a role.
  public static SubjectName of(Role role, String commonName) {
    return new SubjectName(Optional.of(role.organization()), commonName);
  }

  public static SubjectName of(String commonName) {
    return new SubjectName(Optional.empty(), commonName);
  }

  private static void check(String part) {
    boolean control = part.chars().anyMatch(Character::isISOControl);
    if (part.isBlank() || part.length() > LONGEST || control) {
      throw new MalformedException(
          "a name in a certificate", "it has 1 to " + LONGEST + " characters, none for control");
    }
  }

  /// The subject of a certificate.
  ///
  /// @throws MalformedException where it has parts twice, or parts that we know nothing of
  public static SubjectName of(X509Certificate certificate) {
    return decode(
        new DerReader(
            "the subject of a certificate", certificate.getSubjectX500Principal().getEncoded()));
  }

  static SubjectName decode(DerReader whole) {
    List<String> organizations = new ArrayList<>();
    List<String> commonNames = new ArrayList<>();
    DerReader name = whole.enter(Tag.SEQUENCE);
    while (name.hasMore()) {
      DerReader set = name.enter(Tag.SET);
      DerReader attribute = set.enter(Tag.SEQUENCE);
      set.end();
      byte[] type = attribute.whole();
      String value = text(attribute);
      attribute.end();
      (Arrays.equals(type, Oid.COMMON_NAME) ? commonNames : organizations).add(value);
      if (!Arrays.equals(type, Oid.COMMON_NAME) && !Arrays.equals(type, Oid.ORGANIZATION)) {
        throw whole.wrong("a name has something else than O and CN");
      }
    }
    if (commonNames.size() != 1 || organizations.size() > 1) {
      throw whole.wrong("a name has one CN and at most one O");
    }
    return new SubjectName(organizations.stream().findFirst(), commonNames.getFirst());
  }

  private static String text(DerReader attribute) {
    boolean printable = attribute.isNext(Tag.PRINTABLE_STRING);
    byte[] bytes = attribute.value(printable ? Tag.PRINTABLE_STRING : Tag.UTF8_STRING);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw attribute.wrong("a name is not UTF-8");
    }
  }

  byte[] encode() {
    List<byte[]> parts = new ArrayList<>();
    organization.ifPresent(text -> parts.add(part(Oid.ORGANIZATION, text)));
    parts.add(part(Oid.COMMON_NAME, commonName));
    return Der.sequence(parts);
  }

  private static byte[] part(byte[] type, String text) {
    return Der.element(Tag.SET, Der.sequence(type, Der.text(text)));
  }
}
