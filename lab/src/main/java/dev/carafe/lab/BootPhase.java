package dev.carafe.lab;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What begins while a machine boots, and what of it the serial line shows.
public enum BootPhase {
  /// The firmware hands over to the boot loader. Source: EDK II, `BdsDxe`.
  BOOT_LOADER("boot loader", "BdsDxe: starting ", 1),
  /// The initrd's systemd resets its terminal (DECSTR). Source: systemd,
  /// `terminal_reset_ansi_seq()`.
  INITRD("initrd", "\u001b\\[!p", 1),
  /// The system's own systemd does the same.
  USER_LAND("user land", "\u001b\\[!p", 2),
  /// The agent's screen says so.
  AGENT("agent", "agent ready", 1);

  private final String label;
  private final Pattern sign;
  private final int nth;

  BootPhase(String label, String sign, int nth) {
    this.label = label;
    this.sign = Pattern.compile(sign);
    this.nth = nth;
  }

  /// What a person calls it.
  public String label() {
    return label;
  }

  /// When it began, if it has.
  Optional<Duration> begin(TimedText console) {
    return console.when(sign, nth);
  }

  /// When each began that has.
  static Map<BootPhase, Duration> begun(TimedText console) {
    Map<BootPhase, Duration> begun = new EnumMap<>(BootPhase.class);
    for (BootPhase phase : values()) {
      phase.begin(console).ifPresent(at -> begun.put(phase, at));
    }
    return Collections.unmodifiableMap(begun);
  }
}
