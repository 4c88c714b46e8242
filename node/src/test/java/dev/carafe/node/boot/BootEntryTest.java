package dev.carafe.node.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootEntryTest {

  @ParameterizedTest
  @CsvSource({
    "carafe-plain-0.1.0+3-0.efi, carafe-plain-0.1.0, 3, 0",
    "carafe-plain-0.1.0+2-1.efi, carafe-plain-0.1.0, 2, 1",
    "CARAFE+0-12.EFI, CARAFE, 0, 12",
    "a+3.efi, a, 3, 0",
    "a+1+2-3.efi, a+1, 2, 3",
  })
  void theCountersStandBeforeTheSuffix(String file, String name, int left, int done) {
    assertThat(BootEntry.of(file))
        .contains(new BootEntry(file, name, Optional.of(new TryCount(left, done))));
  }

  @ParameterizedTest
  @CsvSource({
    "a.efi, a",
    "a+b.efi, a+b",
    "a+1-.efi, a+1-",
    "a+1-2b.efi, a+1-2b",
    "+3-0x.efi, +3-0x"
  })
  void withoutCountersAnEntryHasProvedItself(String file, String name) {
    assertThat(BootEntry.of(file)).contains(new BootEntry(file, name, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".efi", "a", "a.efi.tmp", "a+3-0", "a+3-0.conf"})
  void anythingElseIsNoEntry(String file) {
    assertThat(BootEntry.of(file)).isEmpty();
  }

  @Test
  void namesOfOneEntryDifferInItsCountersAlone() {
    BootEntry entry = BootEntry.of("carafe-plain-0.1.0+2-1.efi").orElseThrow();
    assertThat(entry.blessed().file()).isEqualTo("carafe-plain-0.1.0.efi");
    assertThat(entry.condemned().file()).isEqualTo("carafe-plain-0.1.0+0-1.efi");
    assertThat(entry.condemned().isBad()).isTrue();
    assertThat(entry.blessed().isBad()).isFalse();
    assertThat(entry.isBad()).isFalse();
    assertThat(entry.isSame(BootEntry.of("CARAFE-PLAIN-0.1.0.efi").orElseThrow())).isTrue();
    assertThat(BootEntry.of(entry.condemned().file())).contains(entry.condemned());
    assertThat(BootEntry.of(entry.blessed().file())).contains(entry.blessed());
  }

  @Test
  void anEntryMayBePutOnTrialAndTakenBack() {
    BootEntry good = BootEntry.good("carafe-plain_1.2.0");
    assertThat(good.onTrial().file()).isEqualTo("carafe-plain_1.2.0+3-0.efi");
    assertThat(good.condemned().file()).isEqualTo("carafe-plain_1.2.0+0-0.efi");
    assertThat(good.condemned().pardoned()).isEqualTo(good);
    assertThat(good.pardoned()).isEqualTo(good);
    BootEntry tried = BootEntry.of("carafe-plain_1.2.0+2-1.efi").orElseThrow();
    assertThat(tried.condemned().pardoned().file()).isEqualTo("carafe-plain_1.2.0+3-1.efi");
  }

  @ParameterizedTest
  @CsvSource({"a.efi, false", "a+3-0.efi, false", "a+0-0.efi, false", "a+0-1.efi, true"})
  void onlyAnEntryThatWasTriedInVainHasFailed(String file, boolean failed) {
    assertThat(BootEntry.of(file).orElseThrow().hasFailed()).isEqualTo(failed);
  }
}
