package dev.carafe.node.tpm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Answers as it was told to, and remembers what it was asked.
@SuppressWarnings("exports") // of tests alone
public final class RecordedTpm implements TpmChannel, TpmSource {
  private static final HexFormat HEX = HexFormat.of();

  private final Deque<byte[]> answers = new ArrayDeque<>();
  private final List<String> commands = new ArrayList<>();
  private boolean closed;

  /// One more answer to what it is asked next.
  public RecordedTpm then(String hex) {
    answers.add(HEX.parseHex(hex.replaceAll("\\s", "")));
    return this;
  }

  /// An answer to `TPM2_CreatePrimary`.
  public RecordedTpm thenKey(String publicPart) {
    return then(sessions("80000000", sized(publicPart) + "0000" + "0000"));
  }

  /// An answer to `TPM2_Quote`.
  public RecordedTpm thenQuote(String attested, String signature) {
    return then(sessions("", sized(attested) + signature));
  }

  /// Two answers to `TPM2_PCR_Read`, eight registers each, all of one byte.
  public RecordedTpm thenRegisters(String content) {
    return then(registers("ff0000", content)).then(registers("00ff00", content));
  }

  /// An answer to `TPM2_FlushContext`.
  public RecordedTpm thenDone() {
    return then("8001 0000000a 00000000");
  }

  private static String registers(String selection, String content) {
    String values = ("0020" + content.repeat(32)).repeat(8);
    return plain("00000017" + "00000001" + "000b" + "03" + selection + "00000008" + values);
  }

  private static String plain(String rest) {
    return "8001%08x00000000%s".formatted(10 + rest.length() / 2, rest);
  }

  private static String sessions(String handle, String parameters) {
    String rest = handle + "%08x".formatted(parameters.length() / 2) + parameters + "0000010000";
    return "8002%08x00000000%s".formatted(10 + rest.length() / 2, rest);
  }

  private static String sized(String hex) {
    return "%04x%s".formatted(hex.length() / 2, hex);
  }

  @Override
  public Optional<TpmChannel> open() {
    return Optional.of(this);
  }

  @Override
  public byte[] transmit(byte[] command) {
    commands.add(HEX.formatHex(command));
    return answers.remove();
  }

  @Override
  public void close() {
    closed = true;
  }

  /// What it was asked, in hexadecimal.
  public List<String> commands() {
    return List.copyOf(commands);
  }

  boolean isClosed() {
    return closed;
  }
}
