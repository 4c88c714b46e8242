package dev.carafe.node.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.node.web.Call;
import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs calls of AWS's interfaces.
///
/// Source: [AWS, "Create a signed AWS API
/// request"](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
/// Paths must be plain: no service that we call has others.
public record SignatureV4(AwsCredentials credentials, String region, String service) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  /// The call with a signature over all of its fields and its body.
  public Call sign(Call call, Instant now) {
    ZonedDateTime time = now.atZone(ZoneOffset.UTC);
    String date = "%tY%<tm%<td".formatted(time);
    String stamp = date + "T%tH%<tM%<tSZ".formatted(time);
    Call dated = call.with("X-Amz-Date", stamp);
    Call whole =
        credentials
            .sessionToken()
            .map(token -> dated.with("X-Amz-Security-Token", token))
            .orElse(dated);
    SortedMap<String, String> fields = fields(whole);
    String names = String.join(";", fields.keySet());
    String scope = String.join("/", date, region, service, "aws4_request");
    String text =
        String.join("\n", ALGORITHM, stamp, scope, digest(canonical(whole, fields, names)));
    String signature = HexFormat.of().formatHex(mac(key(date), text));
    return whole.with(
        "Authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, credentials.accessKey(), scope, names, signature));
  }

  private static String canonical(Call call, Map<String, String> fields, String names) {
    StringBuilder lines = new StringBuilder();
    fields.forEach((name, value) -> lines.append(name).append(':').append(value).append('\n'));
    String path = call.address().getRawPath();
    return String.join(
        "\n",
        call.method(),
        path.isEmpty() ? "/" : path,
        query(call.address()),
        lines,
        names,
        digest(call.body()));
  }

  /// By names in lower case, each blank for many.
  private static SortedMap<String, String> fields(Call call) {
    SortedMap<String, String> fields = new TreeMap<>();
    call.fields()
        .forEach((name, value) ->
            fields.put(name.toLowerCase(Locale.ROOT), value.strip().replaceAll(" +", " ")));
    fields.put("host", call.address().getRawAuthority());
    return fields;
  }

  private static String query(URI address) {
    String raw = address.getRawQuery();
    if (raw == null) {
      return "";
    }
    List<String> pairs = new ArrayList<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      pairs.add(encoded(decoded(name)) + '\0' + encoded(decoded(value)));
    }
    pairs.sort(null); // by name, then by value: the equals sign stands behind some characters
    return String.join("&", pairs).replace('\0', '=');
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  /// With everything but RFC 3986's unreserved characters in percents.
  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(UTF_8)) {
      if (octet > 0 && UNRESERVED.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return encoded.toString();
  }

  private byte[] key(String date) {
    byte[] key = ("AWS4" + credentials.secretKey()).getBytes(UTF_8);
    for (String part : List.of(date, region, service, "aws4_request")) {
      key = mac(key, part);
    }
    return key;
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
