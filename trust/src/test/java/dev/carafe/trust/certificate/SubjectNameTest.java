package dev.carafe.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectNameTest {
  private static final byte[] COMMON_NAME = part(Oid.COMMON_NAME, Der.text("a"));

  @ParameterizedTest
  @ValueSource(
      strings = {"x,O=carafe:admin", "x+O=carafe:admin", "\"", "\\", " x ", "Zo\u00eb", "#04"})
  void aNameIsOnlyAName(String commonName) {
    SubjectName name = SubjectName.of(Role.READER, commonName);
    assertThat(decode(name.encode())).isEqualTo(name);
  }

  @Test
  void printableStringsAreRead() {
    byte[] printable = Der.element(Tag.PRINTABLE_STRING, new byte[] {'b'});
    assertThat(decode(Der.sequence(part(Oid.COMMON_NAME, printable))))
        .isEqualTo(new SubjectName(Optional.empty(), "b"));
  }

  @Test
  void twoOrganizationsAreNone() {
    byte[] organization = part(Oid.ORGANIZATION, Der.text(Role.ADMIN.organization()));
    assertThatThrownBy(() -> decode(Der.sequence(organization, organization, COMMON_NAME)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void aPartOfTwoValuesIsNone() {
    byte[] two =
        Der.element(
            Tag.SET,
            Der.sequence(Oid.COMMON_NAME, Der.text("a")),
            Der.sequence(Oid.ORGANIZATION, Der.text("carafe:admin")));
    assertThatThrownBy(() -> decode(Der.sequence(two))).isInstanceOf(MalformedException.class);
  }

  @Test
  void otherPartsAreRefused() {
    byte[] unit = part(Der.objectIdentifier("2.5.4.11"), Der.text("carafe:admin"));
    assertThatThrownBy(() -> decode(Der.sequence(unit, COMMON_NAME)))
        .isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000b"})
  void emptyNamesAndControlCharactersAreRefused(String name) {
    assertThatThrownBy(() -> SubjectName.of(name)).isInstanceOf(MalformedException.class);
  }

  @Test
  void rolesAreFoundByTheirOrganization() {
    assertThat(Role.of("carafe:operator")).contains(Role.OPERATOR);
    assertThat(Role.of("carafe:Admin")).isEmpty();
    assertThat(Role.of("")).isEmpty();
  }

  private static byte[] part(byte[] type, byte[] value) {
    return Der.element(Tag.SET, Der.sequence(type, value));
  }

  private static SubjectName decode(byte[] encoded) {
    return SubjectName.decode(new DerReader("a name", encoded));
  }
}
