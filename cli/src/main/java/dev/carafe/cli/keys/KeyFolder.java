package dev.carafe.cli.keys;

import dev.carafe.cli.file.PrivateFiles;
import dev.carafe.cli.node.BadFileException;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.ImageException;
import dev.carafe.image.SecureBoot;
import dev.carafe.image.content.Content;
import dev.carafe.image.secureboot.SecureBootVariable;
import dev.carafe.image.secureboot.SignatureList;
import dev.carafe.image.secureboot.VariableUpdate;
import dev.carafe.image.secureboot.VariableUpdate.Kind;
import dev.carafe.image.signing.RsaKey;
import dev.carafe.image.signing.SigningKey;
import dev.carafe.lab.FirmwareKeys;
import dev.carafe.trust.certificate.MalformedException;
import dev.carafe.trust.certificate.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/// The keys of Secure Boot in a folder: three, each with its certificate, and what firmware takes
/// of them; and one of measured boot, which firmware knows nothing of. The files are described in
/// `docs/usage/secure-boot.md`.
///
/// `NAME.key` are all that there is to protect. Those of `db` and `pcr` are needed for each build,
/// `KEK.key` to revoke something, `PK.key` to exchange the others.
public record KeyFolder(Path folder) {
  /// Those that have a key.
  static final List<SecureBootVariable> KEYS =
      List.of(
          SecureBootVariable.PLATFORM_KEY,
          SecureBootVariable.KEY_EXCHANGE_KEY,
          SecureBootVariable.SIGNATURES);

  private static final SecureBootVariable REVOCATIONS = SecureBootVariable.REVOCATIONS;

  /// Signs what kernel images measure to.
  private static final String POLICY = "pcr";

  /// Adds to what a machine refuses already.
  private static final String ADDITION = "dbx-add.auth";

  /// Whether there are keys.
  public boolean exists() {
    return Files.exists(file(SecureBootVariable.SIGNATURES, ".pem"));
  }

  /// Makes them.
  ///
  /// @param name what firmware shows of them, with the name of each behind it
  /// @throws dev.carafe.cli.file.OverwriteException where there are some already
  public void make(String name, Duration length, Instant now) {
    PrivateFiles.demandNew(
        Stream.concat(
                KEYS.stream().map(variable -> file(variable, ".key")), Stream.of(policyKeyFile()))
            .toArray(Path[]::new));
    UUID owner = UUID.randomUUID();
    for (SecureBootVariable variable : KEYS) {
      RsaKey key = made(variable.variableName(), name, length, now);
      PrivateFiles.write(file(variable, ".cer"), encoded(key));
      SignatureList list = new SignatureList.OfCertificate(owner, key.certificate());
      PrivateFiles.write(file(variable, ".esl"), list.encode());
      PrivateFiles.write(
          file(variable, ".auth"), signed(new VariableUpdate(variable, Kind.REPLACE, now, list)));
    }
    made(POLICY, name, length, now);
  }

  private RsaKey made(String what, String name, Duration length, Instant now) {
    RsaKey key = RsaKey.make(name + " " + what, now, now.plus(length));
    PrivateFiles.write(folder.resolve(what + ".key"), Pem.write(key.privateKey()));
    PrivateFiles.write(folder.resolve(what + ".pem"), Pem.write(key.certificate()));
    return key;
  }

  private Path policyKeyFile() {
    return folder.resolve(POLICY + ".key");
  }

  private static byte[] encoded(RsaKey key) {
    try {
      return key.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("could not encode a certificate of our own", e);
    }
  }

  private byte[] signed(VariableUpdate update) {
    return update.signed(key(update.variable().changedBy()));
  }

  /// One of the keys.
  ///
  /// @throws BadFileException where its files do not hold it
  RsaKey key(SecureBootVariable variable) {
    return key(variable.variableName());
  }

  /// That of measured boot; folders that are older have none.
  Optional<SigningKey> policyKey() {
    return Files.exists(policyKeyFile()) ? Optional.of(key(POLICY)) : Optional.empty();
  }

  private RsaKey key(String name) {
    Path key = folder.resolve(name + ".key");
    try {
      return RsaKey.of(
          Pem.certificate(PrivateFiles.read(folder.resolve(name + ".pem"))),
          Pem.rsaKey(PrivateFiles.read(key)));
    } catch (MalformedException | ImageException e) {
      throw new BadFileException(key, String.valueOf(e.getMessage()), e);
    }
  }

  /// What is refused, whoever signed it.
  List<Sha256> revoked() {
    return Files.exists(file(REVOCATIONS, ".esl"))
        ? lists(REVOCATIONS).stream()
            .filter(SignatureList.OfDigests.class::isInstance)
            .flatMap(list -> ((SignatureList.OfDigests) list).digests().stream())
            .toList()
        : List.of();
  }

  /// Adds to what is refused, and gives the files for firmware: what is new, and all of it.
  List<Path> revoke(List<Sha256> digests, Instant now) {
    UUID owner = lists(SecureBootVariable.PLATFORM_KEY).getFirst().owner();
    List<Sha256> all = Stream.concat(revoked().stream(), digests.stream()).distinct().toList();
    SignatureList whole = new SignatureList.OfDigests(owner, all);
    SignatureList addition = new SignatureList.OfDigests(owner, digests);
    Path replacing = file(REVOCATIONS, ".auth");
    Path adding = folder.resolve(ADDITION);
    PrivateFiles.write(adding, signed(new VariableUpdate(REVOCATIONS, Kind.ADD, now, addition)));
    PrivateFiles.write(
        replacing, signed(new VariableUpdate(REVOCATIONS, Kind.REPLACE, now, whole)));
    PrivateFiles.write(file(REVOCATIONS, ".esl"), whole.encode());
    return List.of(adding, replacing);
  }

  private List<SignatureList> lists(SecureBootVariable variable) {
    Path file = file(variable, ".esl");
    List<SignatureList> lists = SignatureList.read(file.toString(), bytes(file));
    if (lists.isEmpty()) {
      throw new BadFileException(file, "it is empty");
    }
    return lists;
  }

  /// With what a build signs, and what machines may enrol.
  public SecureBoot forBuild() {
    SortedMap<String, Content> enrolment = new TreeMap<>();
    for (SecureBootVariable variable : SecureBootVariable.values()) {
      Path update = file(variable, ".auth");
      if (variable != REVOCATIONS || Files.exists(update)) {
        enrolment.put(name(variable, ".auth"), Content.of(bytes(update)));
      }
    }
    return new SecureBoot(key(SecureBootVariable.SIGNATURES), enrolment, policyKey());
  }

  /// Whom the firmware of a machine in the lab is to believe.
  public FirmwareKeys.Enrolled forMachine() {
    Path revocations = file(REVOCATIONS, ".auth");
    return new FirmwareKeys.Enrolled(
        lists(SecureBootVariable.PLATFORM_KEY).getFirst().owner(),
        file(SecureBootVariable.PLATFORM_KEY, ".pem"),
        file(SecureBootVariable.KEY_EXCHANGE_KEY, ".pem"),
        file(SecureBootVariable.SIGNATURES, ".pem"),
        Optional.of(revocations).filter(Files::exists));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
    }
  }

  private Path file(SecureBootVariable variable, String suffix) {
    return folder.resolve(name(variable, suffix));
  }

  private static String name(SecureBootVariable variable, String suffix) {
    return variable.variableName() + suffix;
  }
}
