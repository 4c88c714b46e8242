package dev.carafe.cli.attest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.certificate.EcKeys;
import dev.carafe.trust.release.PcrValue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// One attack a test: each makes one check fail, and that one says why.
class VerificationTest {
  private static final X509Certificate DB = TestNode.certificate("ours");
  private static final X509Certificate OTHER = TestNode.certificate("theirs");
  private static final Challenge CHALLENGE = Challenge.fresh();
  private static final String KERNEL = "our kernel";

  private final TestNode node = TestNode.started(KERNEL, DB);

  private Expectation expected() {
    return expected(
        AttestationKey.fingerprint(node.keys.getPublic().getEncoded()),
        TestNode.kernelRegister(KERNEL),
        DB);
  }

  private static Expectation expected(String key, String kernel, X509Certificate certificate) {
    return new Expectation(
        CHALLENGE,
        Optional.of(key),
        List.of(
            new PcrValue(11, "", Sha256.of("earlier").hex()), new PcrValue(11, "sysinit", kernel)),
        List.of(certificate));
  }

  /// Checks by their names that have not gone well, with what they say.
  private static Map<String, String> faults(Json.Struct answer, Expectation expected) {
    Map<String, String> faults = new LinkedHashMap<>();
    for (Check check : Verification.of(new Evidence(answer), expected).checks()) {
      if (check.result() != Check.Result.OK) {
        faults.put(check.name(), check.detail());
      }
    }
    return faults;
  }

  private Map<String, String> faults(Json.Struct answer) {
    return faults(answer, expected());
  }

  private Map<String, String> faults(TestNode started) {
    return faults(
        started.answer(CHALLENGE.nonce()),
        expected(
            AttestationKey.fingerprint(started.keys.getPublic().getEncoded()),
            TestNode.kernelRegister(KERNEL),
            DB));
  }

  private Json.Struct answer() {
    return node.answer(CHALLENGE.nonce());
  }

  private static Json.Struct with(Json.Struct answer, String member, byte[] content) {
    Map<String, Json> members = new LinkedHashMap<>(answer.members());
    members.put(member, Json.of(TestNode.base64(content)));
    return new Json.Struct(members);
  }

  private static Json.Struct without(Json.Struct answer, String member) {
    Map<String, Json> members = new LinkedHashMap<>(answer.members());
    members.remove(member);
    return new Json.Struct(members);
  }

  private static byte[] bytes(Json.Struct answer, String member) {
    return Base64.getDecoder().decode(answer.text(member).orElseThrow());
  }

  @Test
  void aNodeThatWasStartedAsItOughtPasses() {
    assertThat(faults(answer())).isEmpty();
  }

  @Test
  void whatNobodyExpectsStaysOpen() {
    Expectation nothing = new Expectation(CHALLENGE, Optional.empty(), List.of(), List.of());
    Verdict verdict = Verification.of(new Evidence(answer()), nothing);
    assertThat(verdict.failed()).isZero();
    StringWriter text = new StringWriter();
    verdict.writeText(new PrintWriter(text, true));
    assertThat(text.toString().lines())
        .hasSize(8)
        .anyMatch(line -> line.matches("open    key: [0-9A-F:]{95}, believed because .*--key .*"))
        .contains("ok      signature: by that key", "ok      Secure Boot: on")
        .anyMatch(line -> line.startsWith("ok      logs: they come to registers 0, 4, 7, 11"))
        .anyMatch(line -> line.startsWith("open    kernel image: register 11 is "))
        .anyMatch(line -> line.startsWith("open    started by: CN=ours ("));
  }

  @Test
  void anAlteredQuoteIsNotSigned() {
    byte[] quote = bytes(answer(), "quote");
    quote[80] ^= 1;
    assertThat(faults(with(answer(), "quote", quote)))
        .containsOnlyKeys("signature")
        .containsEntry(
            "signature", "found one of another key, or of another quote; expected its own");
  }

  @Test
  void anotherKeyIsNotTheOneThatIsExpected() {
    TestNode other = TestNode.started(KERNEL, DB);
    assertThat(faults(other.answer(CHALLENGE.nonce()), expected())).containsOnlyKeys("key");
    assertThat(faults(other.answer(CHALLENGE.nonce()), expected()).get("key"))
        .matches("found ([0-9A-F]{2}:?){32}; expected ([0-9A-F]{2}:?){32}");
  }

  @Test
  void theSignatureOfAnotherKeyIsNone() {
    byte[] quote = bytes(answer(), "quote");
    assertThat(faults(node.answer(quote, EcKeys.generate()))).containsOnlyKeys("signature");
  }

  @Test
  void aKeyThatSignsAnythingIsNone() {
    assertThat(faults(with(answer(), "key", node.publicPart(0x40472))))
        .containsOnlyKeys("key", "signature")
        .containsEntry("key", "the attestation key has attributes 0x40032, expected 0x50032");
    assertThat(faults(with(answer(), "key", node.publicPart(0x70472))))
        .containsOnlyKeys("key", "signature");
  }

  /// The same point, but somebody has told the TPM something else of it.
  @Test
  void aKeyThatIsNotCalledSoHasNotSigned() {
    assertThat(faults(with(answer(), "key", node.publicPart(0x50432))))
        .containsOnlyKeys("signature")
        .extractingByKey("signature")
        .asString()
        .matches("found a key called 000b[0-9a-f]{64}; expected 000b[0-9a-f]{64}");
  }

  @Test
  void anAnswerToAnotherChallengeIsOld() {
    Json.Struct old = node.answer(Challenge.fresh().nonce());
    assertThat(faults(old)).containsOnlyKeys("nonce");
    assertThat(faults(old).get("nonce"))
        .startsWith("found the digest ")
        .endsWith("expected " + CHALLENGE.digest());
  }

  @Test
  void whatATpmHasNotMadeIsNoQuote() {
    byte[] quote = bytes(answer(), "quote");
    quote[0] = 0;
    assertThat(faults(node.answer(quote, node.keys)))
        .containsOnlyKeys("signature", "nonce", "registers")
        .containsEntry("nonce", "the quote has magic 0x544347, expected 0xff544347");
    byte[] creation = bytes(answer(), "quote");
    creation[5] = 0x1a;
    assertThat(faults(node.answer(creation, node.keys)))
        .containsEntry("nonce", "the quote has type 0x801a, expected 0x8018");
  }

  @Test
  void aQuoteOfFewerRegistersIsNone() {
    byte[] quote = bytes(answer(), "quote");
    quote[quote.length - 36] = 0x7f;
    assertThat(faults(node.answer(quote, node.keys)))
        .containsOnlyKeys("signature", "nonce", "registers")
        .containsEntry("registers", "the quote has selection 0xff7f00, expected 0xffff00");
  }

  @Test
  void registersThatWereNotQuotedAreNotBelieved() {
    TestNode other = TestNode.started("another kernel", DB);
    Map<String, Json> members = new LinkedHashMap<>(other.answer(CHALLENGE.nonce()).members());
    for (String proof : List.of("quote", "signature", "key")) {
      members.put(proof, answer().member(proof).orElseThrow());
    }
    byte[] quote = bytes(answer(), "quote");
    members.put("signature", Json.of(TestNode.base64(TestNode.signed(quote, node.keys))));
    members.put("quote", Json.of(TestNode.base64(quote)));
    assertThat(faults(new Json.Struct(members))).containsOnlyKeys("registers", "kernel image");
  }

  @Test
  void aLogWithAnotherDigestDoesNotComeToTheRegisters() {
    byte[] log = node.log();
    int at = indexOf(log, TestNode.digest("boot loader"));
    log[at] ^= 1;
    Map<String, String> faults = faults(with(answer(), "firmware_log", log));
    assertThat(faults).containsOnlyKeys("logs");
    assertThat(faults.get("logs"))
        .matches(
            "found logs that come to [0-9a-f]{64} in register 4; expected what the registers hold");
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    String hex = HexFormat.of().formatHex(bytes);
    return hex.indexOf(HexFormat.of().formatHex(part)) / 2;
  }

  @Test
  void anEventThatIsLeftOutIsMissed() {
    TestNode hidden = TestNode.started(KERNEL, DB);
    hidden.extend(4, TestNode.digest("something else"));
    assertThat(faults(hidden)).containsOnlyKeys("logs");
  }

  @Test
  void whatTheSystemMeasuresIsInItsLog() {
    assertThat(faults(without(answer(), "system_log"))).containsOnlyKeys("logs");
    assertThat(
            faults(
                with(
                    answer(), "system_log", "\u001e{\"pcr\":11}".getBytes(StandardCharsets.UTF_8))))
        .containsEntry(
            "logs", "systemd's log has a record without a digest of SHA-256: {\"pcr\":11}");
  }

  /// That somebody else's program was started, too, is said where only digests are.
  @Test
  void whatTheFirmwareHasMeasuredIsNotHiddenInTheSystemsLog() {
    assertThat(faults(TestNode.started(KERNEL, DB).bySystem(7, "an authority")))
        .containsOnlyKeys("logs")
        .containsEntry("logs", "systemd's log has a record that is of no register from 8 to 23");
    assertThat(faults(TestNode.started(KERNEL, DB).bySystem(15, "a file system"))).isEmpty();
  }

  @Test
  void withoutSecureBootNothingWasRefused() {
    TestNode off =
        new TestNode()
            .secureBoot(0)
            .separator()
            .measured(11, TestNode.TAG, KERNEL)
            .phase("sysinit");
    assertThat(faults(off))
        .containsOnlyKeys("Secure Boot", "started by")
        .containsEntry("Secure Boot", "found off; expected on");
    assertThat(faults(off).get("started by"))
        .startsWith("found no certificate; expected CN=ours (")
        .endsWith(" alone");
  }

  /// Who has the machine can go on measuring, but cannot take back what was measured.
  @Test
  void secureBootCannotBeSwitchedOnLater() {
    TestNode off = new TestNode().secureBoot(0).secureBoot(1).separator().authority(DB);
    off.measured(11, TestNode.TAG, KERNEL).phase("sysinit");
    assertThat(faults(off)).containsOnlyKeys("Secure Boot");
  }

  @Test
  void whatIsCalledByAnotherNameIsSeen() {
    TestNode disguised = new TestNode().variable(TestNode.TAG, new UUID(0, 0), "x", new byte[0]);
    disguised.secureBoot(1).separator().authority(DB);
    disguised.measured(11, TestNode.TAG, KERNEL).phase("sysinit");
    assertThat(faults(disguised))
        .containsOnlyKeys("Secure Boot", "started by")
        .containsEntry(
            "Secure Boot", "the events of register 7 have one of type 0x6, expected 0x80000001");
  }

  @Test
  void dataThatWasNotMeasuredIsNotBelieved() {
    TestNode forged = new TestNode();
    TestNode honest = new TestNode().secureBoot(1);
    byte[] on = Arrays.copyOfRange(honest.log(), indexOf(honest.log(), variableStart()), 0x2000);
    byte[] data = Arrays.copyOf(on, 53);
    forged.measured(7, TestNode.CONFIG, TestNode.digest("Secure Boot is off"), data);
    forged.separator().authority(DB).measured(11, TestNode.TAG, KERNEL).phase("sysinit");
    assertThat(faults(forged))
        .containsEntry(
            "Secure Boot",
            "an event of register 7 has data whose digest is not the one that was measured");
  }

  /// The first bytes of the GUID of the firmware's own variables.
  private static byte[] variableStart() {
    return HexFormat.of().parseHex("61dfe48bca93d211aa0d00e098032b8c");
  }

  @Test
  void aProgramOfSomebodyElseIsTold() {
    TestNode both = TestNode.started(KERNEL, DB).authority(OTHER);
    Map<String, String> faults = faults(both);
    assertThat(faults).containsOnlyKeys("started by");
    assertThat(faults.get("started by"))
        .startsWith("found CN=ours (")
        .contains(") and CN=theirs (", "; expected CN=ours (")
        .endsWith(") alone");
    assertThat(faults(TestNode.started(KERNEL, OTHER))).containsOnlyKeys("started by");
  }

  @Test
  void anotherReleaseIsTold() {
    TestNode other = TestNode.started("their kernel", DB);
    assertThat(faults(other))
        .containsOnlyKeys("kernel image")
        .containsEntry(
            "kernel image",
            "found %s in register 11; expected %s or %s (after sysinit)"
                .formatted(
                    TestNode.kernelRegister("their kernel"),
                    Sha256.of("earlier"),
                    TestNode.kernelRegister(KERNEL)));
  }

  @Test
  void whatIsMissingIsTold() {
    assertThat(faults(without(answer(), "firmware_log")))
        .containsOnlyKeys("logs", "Secure Boot", "started by")
        .containsEntry("logs", "the node's answer has no 'firmware_log'");
    assertThat(faults(without(answer(), "registers")))
        .containsOnlyKeys("registers", "logs", "kernel image")
        .containsEntry("registers", "the node's answer has 0 registers, expected 16");
    assertThat(faults(Json.object().build())).hasSize(8);
  }

  /// Wherever something ends early, a check says so and none breaks.
  @Test
  void whatIsCutOffIsTold() {
    for (String member : List.of("quote", "signature", "key", "firmware_log")) {
      byte[] whole = bytes(answer(), member);
      for (int size = 0; size < whole.length; size++) {
        Json.Struct cut = with(answer(), member, Arrays.copyOf(whole, size));
        assertThat(faults(cut)).as("%s of %d bytes", member, size).isNotEmpty();
      }
      assertThat(faults(with(answer(), member, Arrays.copyOf(whole, whole.length + 1))))
          .as(member)
          .isNotEmpty();
    }
  }

  /// Register 0 begins with the locality of who has started the TPM.
  @Test
  void theLocalityOfTheStartCounts() {
    byte[] data = "StartupLocality\0\3".getBytes(StandardCharsets.US_ASCII);
    TestNode started =
        TestNode.started(KERNEL, DB).logged(0, TestNode.NO_ACTION, new byte[32], data);
    assertThat(faults(started)).containsOnlyKeys("logs");
    EventLog log = EventLog.of(started.log());
    assertThat(log.locality()).isEqualTo(3);
    byte[] first = new byte[32];
    first[31] = 3;
    assertThat(Replay.of(log, new SystemLog(List.of())).registers())
        .containsEntry(0, Sha256.of(TestNode.extended(first, TestNode.digest("firmware")), 0));
  }
}
