package dev.carafe.lab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=2-4, 2, 4",
    "bytes=7-, 7, 9",
    "bytes=7-99, 7, 9",
    "bytes=-3, 7, 9",
    "bytes=-99, 0, 9",
    "bytes=0-, 0, 9",
    "'', 0, 9",
    "'bytes=0-1,3-4', 0, 9",
    "lines=1-2, 0, 9",
    "bytes=-, 0, 9",
    "bytes=a-b, 0, 9"
  })
  void whatIsAskedForOfTenBytes(String field, long first, long last) {
    assertThat(ByteRange.of(Optional.of(field), 10)).contains(new ByteRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=4-3", "bytes=-0"})
  void whereNoByteIsMeant(String field) {
    assertThat(ByteRange.of(Optional.of(field), 10)).isEmpty();
  }

  @Test
  void allOfNothingIsNothing() {
    assertThat(ByteRange.of(Optional.empty(), 0)).contains(ByteRange.all(0));
    assertThat(ByteRange.all(0).length()).isZero();
    assertThat(ByteRange.of(Optional.of("bytes=0-"), 0)).isEmpty();
  }
}
