package dev.carafe.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SettingsAddonTest {

  @Test
  void theImagesCommandLineLeavesRoomForThatOfTheSettings() {
    String longest = "a".repeat(510);
    assertThat(SettingsAddon.demandRoom(longest)).isEqualTo(longest);
    assertThatThrownBy(() -> SettingsAddon.demandRoom(longest + "b"))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("511 characters, at most 510");
  }
}
