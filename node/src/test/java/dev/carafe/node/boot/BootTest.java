package dev.carafe.node.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootTest {

  /// What was counted and selected, what is there; and what follows: the entry, whether it is on
  /// trial, and whether there is an alternative.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          b+2-1.efi | b.efi     | b+2-1.efi           | b+2-1.efi | true  | false
          b+2-1.efi | b+3-0.efi | a.efi b+2-1.efi     | b+2-1.efi | true  | true
          b+2-1.efi | b.efi     | a+2-1.efi b+2-1.efi | b+2-1.efi | true  | true
          b+2-1.efi | b.efi     | a+0-3.efi b+2-1.efi | b+2-1.efi | true  | false
          b+0-3.efi | b.efi     | b+0-3.efi           | b+0-3.efi | true  | false
          B+2-1.EFI | b.efi     | b+2-1.efi           | b+2-1.efi | true  | false
          b+2-1.efi | b.efi     | a.efi b.efi         | b.efi     | false | true
          b+2-1.efi | b.efi     | a.efi b+0-1.efi     | b+0-1.efi | false | true
          b+2-1.efi | b.efi     | b+2-1.efi b.efi     | b.efi     | false | false
          b+2-1.efi | b.efi     | a.efi               | -         | false | true
          -         | b.efi     | a.efi b.efi         | b.efi     | false | true
          -         | B.efi     | b.efi               | b.efi     | false | false
          -         | -         | a.efi b.efi         | -         | false | true
          """)
  void theEntriesSayWhereABootStands(
      String counted,
      String selected,
      String there,
      String entry,
      boolean onTrial,
      boolean alternative) {
    List<BootEntry> all =
        Arrays.stream(there.split(" ", -1)).flatMap(file -> BootEntry.of(file).stream()).toList();
    Boot boot = Boot.of(parsed(counted), parsed(selected), all);
    assertThat(boot.entry()).isEqualTo(parsed(entry));
    assertThat(boot.onTrial()).isEqualTo(onTrial);
    assertThat(boot.hasAlternative()).isEqualTo(alternative);
    assertThat(boot.others()).noneMatch(other -> boot.entry().filter(other::isSame).isPresent());
  }

  private static Optional<BootEntry> parsed(String file) {
    return Optional.ofNullable(file).flatMap(BootEntry::of);
  }

  @Test
  void whatIsBlessedIsOnTrialNoMore() {
    Optional<BootEntry> tried = BootEntry.of("b+2-1.efi");
    Boot blessed = Boot.of(tried, Optional.empty(), tried.stream().toList()).blessed();
    assertThat(blessed.onTrial()).isFalse();
    assertThat(blessed.entry()).isEqualTo(BootEntry.of("b.efi"));
  }
}
