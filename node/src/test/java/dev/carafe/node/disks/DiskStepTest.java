package dev.carafe.node.disks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.disks.FileSystems.Mounted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskStepTest {

  /// A device, what is mounted and what was mounted for settings are letters; `-` is none. Of what
  /// is mounted there is a device where `alive` says so.
  @ParameterizedTest
  @CsvSource({
    "true,  -, -, -, false, '',    absent:Await",
    "true,  a, -, -, false, '',    there:Prepare",
    "false, -, -, -, false, '',    unwanted:Rest",
    "true,  -, -, a, false, '',    gone-by-itself:Await",
    "true,  a, -, a, false, '',    unmounted-by-hand:Prepare",
    "true,  a, a, a, true,  web,   usual:Keep",
    "true,  a, a, -, true,  web,   of-an-earlier-agent:Keep",
    "true,  -, a, a, true,  web,   link-has-gone:Keep",
    "true,  -, a, a, false, web,   disk-has-gone:Detach",
    "true,  b, a, a, false, web,   disk-has-come-back:Detach",
    "false, -, a, a, false, '',    disk-has-gone-unwanted:Detach",
    "true,  b, a, a, true,  '',    another-device:Unmount",
    "true,  b, a, a, true,  web,   another-device-in-use:Occupied",
    "false, -, a, a, true,  '',    unwanted:Unmount",
    "false, -, a, a, true,  web,   unwanted-in-use:Occupied",
    "true,  b, a, -, true,  '',    of-somebody-else:Taken",
    "true,  -, a, -, true,  '',    of-somebody-else-and-no-device:Taken",
    "false, -, a, -, true,  '',    of-somebody-else-unwanted:Rest",
  })
  void everySituationHasItsStep(
      boolean wanted,
      String device,
      String mounted,
      String own,
      boolean alive,
      String user,
      String expected) {
    DiskStep step =
        DiskStep.decide(
            new DiskStep.View(
                wanted,
                letter(device),
                letter(mounted).map(number -> new Mounted(number, "xfs")),
                letter(own),
                alive,
                user.isEmpty() ? List.of() : List.of(user)));
    assertThat(step.getClass().getSimpleName())
        .isEqualTo(expected.substring(expected.indexOf(':') + 1));
  }

  private static Optional<String> letter(String text) {
    return text.equals("-") ? Optional.empty() : Optional.of(text);
  }
}
