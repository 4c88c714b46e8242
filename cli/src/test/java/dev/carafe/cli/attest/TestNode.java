package dev.carafe.cli.attest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.gpt.Guid;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.certificate.CertificateAuthority;
import dev.carafe.trust.certificate.EcKeys;
import dev.carafe.trust.certificate.SubjectName;
import dev.carafe.trust.certificate.Validity;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// A machine that was started, and its TPM, made of the specifications' tables and no code of ours.
public final class TestNode {
  static final int CONFIG = 0x80000001;
  static final int AUTHORITY = 0x800000e0;
  static final int SEPARATOR = 4;
  static final int TAG = 6;
  static final int NO_ACTION = 3;
  private static final UUID GLOBAL = UUID.fromString("8be4df61-93ca-11d2-aa0d-00e098032b8c");
  private static final UUID SECURITY = UUID.fromString("d719b2cb-3d3a-4596-a3bc-dad00e67656f");
  private static final HexFormat HEX = HexFormat.of();

  final KeyPair keys = EcKeys.generate();
  private final List<byte[]> registers = new ArrayList<>(Collections.nCopies(16, new byte[32]));
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final StringBuilder systemLog = new StringBuilder();
  private final List<Measured> measured = new ArrayList<>();

  /// A digest that a register was extended with.
  public record Measured(int register, String digest) {}

  /// One that the firmware has begun to measure.
  TestNode() {
    event(0, NO_ACTION, 1, "Spec ID Event03\0".getBytes(US_ASCII));
  }

  /// A certificate as `db` has it.
  public static X509Certificate certificate(String name) {
    return CertificateAuthority.create(
            SubjectName.of(name), Validity.of(Duration.ofDays(1), Instant.now()))
        .certificate();
  }

  /// One that was started as it ought to, from this kernel image, by this certificate.
  public static TestNode started(String kernel, X509Certificate certificate) {
    return new TestNode()
        .measured(0, TAG, "firmware")
        .secureBoot(1)
        .separator()
        .authority(certificate)
        .measured(4, TAG, "boot loader")
        .measured(11, TAG, kernel)
        .phase("sysinit");
  }

  /// What register 11 holds of it.
  public static String kernelRegister(String kernel) {
    return HEX.formatHex(extended(extended(new byte[32], digest(kernel)), digest("sysinit")));
  }

  TestNode secureBoot(int on) {
    return variable(CONFIG, GLOBAL, "SecureBoot", new byte[] {(byte) on})
        .variable(CONFIG, GLOBAL, "PK", new byte[] {1, 2});
  }

  TestNode separator() {
    return measured(7, SEPARATOR, new byte[4]);
  }

  TestNode authority(X509Certificate certificate) {
    try {
      byte[] encoded = certificate.getEncoded();
      byte[] entry = new byte[16 + encoded.length];
      System.arraycopy(encoded, 0, entry, 16, encoded.length);
      return variable(AUTHORITY, SECURITY, "db", entry);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  TestNode variable(int type, UUID vendor, String name, byte[] content) {
    ByteBuffer data = little(32 + 2 * name.length() + content.length);
    Guid.put(data, 0, vendor);
    data.position(16).putLong(name.length()).putLong(content.length);
    data.put(name.getBytes(UTF_16LE)).put(content);
    return measured(7, type, bytes(data));
  }

  TestNode phase(String phase) {
    return bySystem(11, phase);
  }

  TestNode bySystem(int register, String text) {
    extend(register, digest(text));
    systemLog.append(
        "\u001e{\"pcr\":%d,\"digests\":[{\"hashAlg\":\"sha256\",\"digest\":\"%s\"}]}\n"
            .formatted(register, HEX.formatHex(digest(text))));
    return this;
  }

  TestNode measured(int register, int type, String text) {
    return measured(register, type, text.getBytes(UTF_8));
  }

  TestNode measured(int register, int type, byte[] data) {
    return measured(register, type, digest(data), data);
  }

  /// @param data what the log says that it was
  TestNode measured(int register, int type, byte[] digest, byte[] data) {
    extend(register, digest);
    return logged(register, type, digest, data);
  }

  /// What was not measured.
  TestNode logged(int register, int type, byte[] digest, byte[] data) {
    ByteBuffer event = little(16 + 22 + 34 + data.length);
    event.putInt(register).putInt(type).putInt(2);
    event.putShort((short) 4).put(new byte[20]).putShort((short) 0xb).put(digest);
    log.writeBytes(bytes(event.putInt(data.length).put(data)));
    return this;
  }

  /// In the form of TPM 1.2.
  private void event(int register, int type, int banks, byte[] signature) {
    ByteBuffer data = little(signature.length + 12 + 8 + 1);
    data.put(signature).putInt(0).put(new byte[] {0, 2, 0, 2}).putInt(banks + 1);
    data.putShort((short) 4).putShort((short) 20).putShort((short) 0xb).putShort((short) 32);
    ByteBuffer event = little(32 + data.capacity());
    event.putInt(register).putInt(type).put(new byte[20]).putInt(data.capacity());
    log.writeBytes(bytes(event.put(bytes(data))));
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// All of a buffer.
  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  void extend(int register, byte[] digest) {
    measured.add(new Measured(register, HEX.formatHex(digest)));
    registers.set(register, extended(registers.get(register), digest));
  }

  static byte[] extended(byte[] register, byte[] digest) {
    byte[] both = Arrays.copyOf(register, 64);
    System.arraycopy(digest, 0, both, 32, 32);
    return digest(both);
  }

  static byte[] digest(String text) {
    return digest(text.getBytes(UTF_8));
  }

  static byte[] digest(byte[] bytes) {
    return Sha256.of(bytes).bytes();
  }

  /// What its firmware has logged.
  public byte[] log() {
    return log.toByteArray();
  }

  /// What its system has logged.
  public String systemLog() {
    return systemLog.toString();
  }

  /// All that was measured, in its order.
  public List<Measured> measured() {
    return List.copyOf(measured);
  }

  /// What it answers to a challenge.
  public Json.Struct answer(String nonce) {
    return answer(quote(digest(HEX.parseHex(nonce))), keys);
  }

  /// The same with another quote, or of another key.
  Json.Struct answer(byte[] quote, KeyPair signer) {
    return Json.object()
        .with("quote", base64(quote))
        .with("signature", base64(signed(quote, signer)))
        .with("key", base64(publicPart(0x50472)))
        .with(
            "registers",
            Json.of(registers.stream().map(each -> Json.of(HEX.formatHex(each))).toList()))
        .with("firmware_log", base64(log()))
        .with("system_log", base64(systemLog.toString().getBytes(UTF_8)))
        .build();
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// A `TPMS_ATTEST`.
  byte[] quote(byte[] qualifying) {
    MessageDigest digest = Sha256.digest();
    registers.forEach(digest::update);
    ByteBuffer quote = ByteBuffer.allocate(145);
    quote.putInt(0xff544347).putShort((short) 0x8018).putShort((short) 34).put(name());
    quote.putShort((short) 32).put(qualifying);
    quote.putLong(1000).putInt(3).putInt(0).put((byte) 1).putLong(42);
    quote.putInt(1).putShort((short) 0xb).put(new byte[] {3, -1, -1, 0});
    quote.putShort((short) 32).put(digest.digest());
    return bytes(quote);
  }

  /// What the TPM calls its key.
  private byte[] name() {
    ByteBuffer place = ByteBuffer.allocate(38).putInt(0x4000000b).putShort((short) 0xb);
    place.put(digest(publicPart(0x50472)));
    return bytes(ByteBuffer.allocate(34).putShort((short) 0xb).put(digest(bytes(place))));
  }

  /// A `TPMT_PUBLIC`.
  byte[] publicPart(int attributes) {
    byte[] encoded = keys.getPublic().getEncoded();
    ByteBuffer part = ByteBuffer.allocate(88);
    part.putShort((short) 0x23).putShort((short) 0xb).putInt(attributes).putShort((short) 0);
    part.putShort((short) 0x10).putShort((short) 0x18).putShort((short) 0xb);
    part.putShort((short) 3).putShort((short) 0x10);
    part.putShort((short) 32).put(encoded, encoded.length - 64, 32);
    part.putShort((short) 32).put(encoded, encoded.length - 32, 32);
    return bytes(part);
  }

  /// A `TPMT_SIGNATURE`.
  static byte[] signed(byte[] bytes, KeyPair signer) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(signer.getPrivate());
      signature.update(bytes);
      byte[] numbers = signature.sign();
      ByteBuffer whole = ByteBuffer.allocate(72);
      whole.putShort((short) 0x18).putShort((short) 0xb);
      whole.putShort((short) 32).put(numbers, 0, 32).putShort((short) 32).put(numbers, 32, 32);
      return bytes(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
