package dev.carafe.cli.attest;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.trust.release.PcrValue;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Holds what a node has answered against how it ought to have been started. All checks are made,
/// whatever fails before.
///
/// What one believes the one before has proved: the key signs the quote, the quote is of the
/// registers, the logs come to the registers, and tell of the boot.
public final class Verification {
  private static final int KERNEL_REGISTER = 11;

  private final Evidence evidence;
  private final Expectation expected;

  private Verification(Evidence evidence, Expectation expected) {
    this.evidence = evidence;
    this.expected = expected;
  }

  /// Makes all checks.
  public static Verdict of(Evidence evidence, Expectation expected) {
    Verification verification = new Verification(evidence, expected);
    return new Verdict(
        List.of(
            made("key", verification::key),
            made("signature", verification::signature),
            made("nonce", verification::nonce),
            made("registers", verification::registers),
            made("logs", verification::logs),
            made("kernel image", verification::kernelImage),
            made("Secure Boot", verification::secureBoot),
            made("started by", verification::authorities)));
  }

  /// The key that has signed, as PEM.
  public static String keyOf(Evidence evidence) {
    return evidence.key().pem();
  }

  private static Check made(String name, Function<String, Check> check) {
    try {
      return check.apply(name);
    } catch (BadEvidenceException e) {
      return Check.failed(name, String.valueOf(e.getMessage()));
    }
  }

  private Check key(String name) {
    String found = evidence.key().fingerprint();
    return expected
        .key()
        .map(known -> Check.of(name, known.equals(found), found, known))
        .orElseGet(() ->
            Check.open(
                name,
                found
                    + ", believed because the node's connection is; --key names the one that is"
                    + " expected"));
  }

  /// By the key, and by what its TPM knows of the key: that it signs quotes alone.
  private Check signature(String name) {
    AttestationKey key = evidence.key();
    if (!key.hasSigned(evidence.quote(), evidence.signature())) {
      return Check.failed(name, "found one of another key, or of another quote; expected its own");
    }
    String signer = Quote.of(evidence.quote()).signer();
    boolean same = signer.equals(key.qualifiedName());
    return Check.of(
        name, same, same ? "by that key" : "a key called " + signer, key.qualifiedName());
  }

  private Check nonce(String name) {
    Sha256 found = Quote.of(evidence.quote()).nonce();
    Sha256 wanted = expected.challenge().digest();
    return Check.of(name, found.equals(wanted), "the digest " + found, wanted.toString());
  }

  private Check registers(String name) {
    MessageDigest digest = Sha256.digest();
    evidence.registers().forEach(register -> digest.update(register.bytes()));
    Sha256 found = Sha256.of(digest.digest(), 0);
    Sha256 quoted = Quote.of(evidence.quote()).registers();
    return Check.of(
        name, found.equals(quoted), "0 to 15 with the digest " + found, quoted + ", as quoted");
  }

  private Check logs(String name) {
    List<Sha256> registers = evidence.registers();
    List<String> wrong = new ArrayList<>();
    List<String> right = new ArrayList<>();
    Replay.of(evidence.firmwareLog(), evidence.systemLog())
        .registers()
        .headMap(registers.size())
        .forEach((number, value) -> {
          if (registers.get(number).equals(value)) {
            right.add(String.valueOf(number));
          } else {
            wrong.add("%s in register %d".formatted(value, number));
          }
        });
    return Check.of(
        name,
        wrong.isEmpty(),
        wrong.isEmpty()
            ? "they come to registers " + String.join(", ", right)
            : "logs that come to " + String.join(", ", wrong),
        "what the registers hold");
  }

  private Check kernelImage(String name) {
    Sha256 found = evidence.registers().get(KERNEL_REGISTER);
    List<PcrValue> values =
        expected.registers().stream().filter(each -> each.register() == KERNEL_REGISTER).toList();
    if (values.isEmpty()) {
      return Check.open(
          name, "register 11 is %s; --image or --release names what is expected".formatted(found));
    }
    return values.stream()
        .filter(value -> value.sha256().equals(found.hex()))
        .findFirst()
        .map(value -> new Check(name, Check.Result.OK, "register 11 is " + title(value)))
        .orElseGet(() ->
            Check.of(
                name,
                false,
                found + " in register 11",
                values.stream().map(Verification::title).collect(Collectors.joining(" or "))));
  }

  private static String title(PcrValue value) {
    return value.phase().isEmpty()
        ? value.sha256()
        : "%s (after %s)".formatted(value.sha256(), value.phase());
  }

  private Check secureBoot(String name) {
    boolean on = BootPolicy.of(evidence.firmwareLog()).secureBoot();
    return Check.of(name, on, on ? "on" : "off", "on");
  }

  /// The log does not tell which program it was: each has to be started by one that is expected.
  private Check authorities(String name) {
    List<X509Certificate> found = BootPolicy.of(evidence.firmwareLog()).authorities();
    List<X509Certificate> wanted = expected.certificates();
    String titles = titles(found);
    if (wanted.isEmpty()) {
      return Check.open(name, titles + "; --certificate names the one that is expected");
    }
    return Check.of(
        name, !found.isEmpty() && wanted.containsAll(found), titles, titles(wanted) + " alone");
  }

  private static String titles(List<X509Certificate> certificates) {
    return certificates.isEmpty()
        ? "no certificate"
        : certificates.stream().map(BootPolicy::title).collect(Collectors.joining(" and "));
  }
}
