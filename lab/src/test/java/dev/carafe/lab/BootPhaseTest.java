package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.lab.TimedText.Piece;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootPhaseTest {
  private static final String RESET = "\u001b[!p\u001b]104\u0007\u001b[?7h";

  @Test
  void aWholeBootHasAllPhases() {
    TimedText console =
        new TimedText(
            List.of(
                piece(1, "\u001b[2JBdsDxe: loading Boot0001\r\nBdsDxe: starti"),
                piece(2, "ng Boot0001\r\n"),
                piece(4, "[    4.2] systemd[1]: no module 'autofs4'\r\n"),
                piece(5, RESET),
                piece(10, "[   10.2] systemd[1]: no module 'autofs4'\r\n" + RESET),
                piece(24, "state starting  agent ready 24.1 s after the kernel's start\r\n")));
    assertThat(BootPhase.begun(console))
        .containsExactly(
            entry(BootPhase.BOOT_LOADER, 2),
            entry(BootPhase.INITRD, 5),
            entry(BootPhase.USER_LAND, 10),
            entry(BootPhase.AGENT, 24));
  }

  @Test
  void aBootThatStopsHasOnlyItsFirst() {
    TimedText console =
        new TimedText(List.of(piece(1, "BdsDxe: starting Boot0001"), piece(5, RESET)));
    assertThat(BootPhase.begun(console))
        .containsExactly(entry(BootPhase.BOOT_LOADER, 1), entry(BootPhase.INITRD, 5));
  }

  @Test
  void anEmptyConsoleHasNone() {
    assertThat(BootPhase.begun(new TimedText(List.of()))).isEmpty();
  }

  private static Piece piece(int seconds, String text) {
    return new Piece(Duration.ofSeconds(seconds), text);
  }

  private static Map.Entry<BootPhase, Duration> entry(BootPhase phase, int seconds) {
    return Map.entry(phase, Duration.ofSeconds(seconds));
  }
}
