package dev.carafe.cli.key.token;

import dev.carafe.cli.key.token.TokenSession.Attribute;
import dev.carafe.cli.key.token.TokenSession.Kind;
import dev.carafe.trust.certificate.EcKeys;
import dev.carafe.trust.tuf.Key;
import dev.carafe.trust.tuf.SigningKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// A key on the curve P-256 that never leaves its token.
///
/// The token is opened with its PIN when it is to sign for the first time, or where it does not
/// show the public key before.
public final class TokenKey implements SigningKey {
  /// The name of the curve: [RFC 5480](https://www.rfc-editor.org/rfc/rfc5480), section 2.1.1.1.
  private static final byte[] P256 = HexFormat.of().parseHex("06082a8648ce3d030107");

  /// A point that is given by both coordinates of 32 bytes.
  private static final int POINT = 65;

  private static final byte UNCOMPRESSED = 4;

  private final TokenUri uri;
  private final TokenInfo token;
  private final TokenSession session;
  private final Map<String, String> environment;
  private final Key key;
  private final byte[] id;
  private boolean open;

  private TokenKey(
      TokenUri uri, TokenInfo token, TokenSession session, Map<String, String> environment) {
    this.uri = uri;
    this.token = token;
    this.session = session;
    this.environment = environment;
    long object = publicKey();
    this.id = session.value(object, Attribute.ID);
    this.key = read(object);
  }

  /// Looks for a key.
  ///
  /// @param environment that may have the PIN
  /// @throws TokenException if it is not there, or more than one is meant
  public static TokenKey open(TokenUri uri, Map<String, String> environment) {
    Cryptoki cryptoki = Cryptoki.load(uri.module());
    List<TokenInfo> tokens = cryptoki.tokens();
    List<TokenInfo> meant = tokens.stream().filter(uri::isToken).toList();
    if (meant.size() != 1) {
      throw new TokenException(
          "%s tokens are meant, expected one; there are: %s"
              .formatted(
                  meant.isEmpty() ? "no" : meant.size(),
                  tokens.stream().map(each -> "'" + each.label() + "'").toList()));
    }
    TokenInfo token = meant.getFirst();
    return new TokenKey(uri, token, new TokenSession(cryptoki, token), environment);
  }

  private long publicKey() {
    List<Long> found = session.find(Kind.PUBLIC_KEY, named());
    if (found.isEmpty() && token.needsLogin()) {
      login();
      found = session.find(Kind.PUBLIC_KEY, named());
    }
    return only("public keys", found);
  }

  private Map<Attribute, byte[]> named() {
    Map<Attribute, byte[]> named = new EnumMap<>(Attribute.class);
    uri.label().ifPresent(label -> named.put(Attribute.LABEL, label));
    uri.id().ifPresent(known -> named.put(Attribute.ID, known));
    return named;
  }

  private long only(String what, List<Long> found) {
    if (found.size() != 1) {
      throw new TokenException(
          "the token '%s' has %d %s of that name, expected one"
              .formatted(token.label(), found.size(), what));
    }
    return found.getFirst();
  }

  private Key read(long object) {
    byte[] point = session.value(object, Attribute.EC_POINT);
    int start = point.length - POINT; // most tokens put it into an element of DER
    if (!Arrays.equals(session.value(object, Attribute.EC_PARAMS), P256)
        || start < 0
        || point[start] != UNCOMPRESSED) {
      throw new TokenException("the key is not on the curve P-256");
    }
    byte[] coordinates = Arrays.copyOfRange(point, start + 1, point.length);
    return Key.ofEncoded(EcKeys.publicKey(coordinates).getEncoded()).orElseThrow();
  }

  private void login() {
    if (open || !token.needsLogin()) {
      return;
    }
    if (token.hasPinPad()) {
      session.loginByPinPad();
    } else {
      session.login(Pin.ask(token.label(), environment));
    }
    open = true;
  }

  @Override
  public Key key() {
    return key;
  }

  /// @throws TokenException if the token does not sign
  @Override
  public byte[] sign(byte[] bytes) {
    login();
    Map<Attribute, byte[]> wanted = named();
    if (id.length > 0) {
      wanted.put(Attribute.ID, id);
    }
    long secret = only("private keys", session.find(Kind.PRIVATE_KEY, wanted));
    return EcKeys.signature(session.sign(secret, digest(bytes)));
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
