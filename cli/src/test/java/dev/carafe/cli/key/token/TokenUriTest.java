package dev.carafe.cli.key.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenUriTest {
  private static final TokenInfo TOKEN =
      new TokenInfo(7, "my token", "SoftHSM project", "SoftHSM v2", "4d2a", 0x4);

  private static TokenUri parse(String text) {
    return TokenUri.parse(text, Map.of());
  }

  @Test
  void itNamesTokenKeyAndModule() {
    TokenUri uri =
        parse("pkcs11:token=my%20token;object=r%C3%B6%2Bot;id=%01%ff?module-path=/usr/lib/x.so");
    assertThat(uri.module()).isEqualTo(Path.of("/usr/lib/x.so"));
    assertThat(uri.label().orElseThrow()).isEqualTo("r\u00f6+ot".getBytes(UTF_8));
    assertThat(uri.id().orElseThrow()).containsExactly(1, 0xff);
    assertThat(uri.isToken(TOKEN)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "token=my token, true",
    "token=other, false",
    "serial=4d2a;model=SoftHSM v2;manufacturer=SoftHSM project, true",
    "serial=4d2b, false",
    "slot-id=7, true",
    "slot-id=8, false",
    "type=private, true"
  })
  void aTokenIsMeantIfAllThatIsSaidOfItHolds(String said, boolean meant) {
    assertThat(parse("pkcs11:object=a;" + said + "?module-path=/x").isToken(TOKEN))
        .isEqualTo(meant);
  }

  @Test
  void theEnvironmentMayNameTheModule() {
    Map<String, String> environment = Map.of("CARAFE_PKCS11_MODULE", "/y.so");
    assertThat(TokenUri.parse("pkcs11:id=%01", environment).module()).isEqualTo(Path.of("/y.so"));
    assertThat(TokenUri.parse("pkcs11:id=%01?module-path=/x.so", environment).module())
        .isEqualTo(Path.of("/x.so"));
  }

  @ParameterizedTest
  @CsvSource({
    "pkcs11:token=a?module-path=/x, object=LABEL or id=%01 is missing",
    "pkcs11:object=a, CARAFE_PKCS11_MODULE is not set",
    "pkcs11:object=a?module-path=/x&pin-value=1234, set CARAFE_PIN instead",
    "pkcs11:object=a?pin-source=file:/x&module-path=/x, set CARAFE_PIN instead",
    "pkcs11:objekt=a?module-path=/x, is none of token=",
    "pkcs11:object?module-path=/x, is none of token=",
    "pkcs11:object=a?module-name=x, is none of module-path="
  })
  void whatIsMissingOrUnknownIsTold(String text, String why) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatAModuleSaysOfATokenIsPadded() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment struct = arena.allocate(TokenInfo.SIZE, 8).fill((byte) ' ');
      put(struct, 0, "my token");
      put(struct, 32, "SoftHSM project");
      put(struct, 64, "SoftHSM v2");
      put(struct, 80, "4d2a");
      struct.set(ValueLayout.JAVA_LONG, 96, 0x4);
      assertThat(TokenInfo.read(7, struct)).isEqualTo(TOKEN);
      assertThat(TOKEN.needsLogin()).isTrue();
      assertThat(TOKEN.hasPinPad()).isFalse();
    }
  }

  private static void put(MemorySegment struct, long at, String text) {
    MemorySegment.copy(MemorySegment.ofArray(text.getBytes(UTF_8)), 0, struct, at, text.length());
  }

  @Test
  void aFileThatIsNoModuleIsToldSo() {
    assertThatThrownBy(() -> Cryptoki.load(Path.of("/nowhere/x.so")))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("could not load /nowhere/x.so");
    Path other = Path.of(System.getProperty("java.home"), "lib", "libzip.so");
    assertThatThrownBy(() -> Cryptoki.load(other))
        .isInstanceOf(TokenException.class)
        .hasMessageEndingWith("libzip.so is no PKCS#11 module: it has no C_GetFunctionList");
  }

  @Test
  void theEnvironmentMayHaveThePin() {
    assertThat(Pin.ask("my token", Map.of("CARAFE_PIN", "12\u00e4")))
        .isEqualTo("12\u00e4".getBytes(UTF_8));
    assertThatThrownBy(() -> Pin.ask("my token", Map.of()))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("'my token'; set CARAFE_PIN");
  }

  @Test
  void aRefusalIsSaidInWords() {
    assertThat(Refusal.of("C_LOGIN", 0xa0)).isEqualTo("the PIN is wrong (C_LOGIN, result 0xa0)");
    assertThat(Refusal.of("C_SIGN", 0x5)).contains("result 0x5");
  }
}
