package dev.carafe.lab.metadata;

import dev.carafe.image.content.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// An instance of EC2 whose metadata service takes version 2 alone: every question needs a token.
///
/// Source: [Amazon EC2, "Use the Instance Metadata
/// Service"](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html).
public final class Ec2 implements Cloud {
  private static final String TOKEN_PATH = "/latest/api/token";
  private static final String LIFETIME_FIELD = "X-aws-ec2-metadata-token-ttl-seconds";
  private static final String TOKEN_FIELD = "X-aws-ec2-metadata-token";
  private static final Pattern VERSION = Pattern.compile("/(latest|1\\.0|\\d{4}-\\d\\d-\\d\\d)/");
  private static final int LONGEST_LIFETIME = 21600;
  private static final String NOT_FOUND =
      "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<html><body><h1>404 - Not Found</h1>"
          + "</body></html>\n";

  private final Values values = new Values();
  private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private int given;

  Ec2(InstantSource clock) {
    this.clock = clock;
    with("meta-data/instance-id", "i-0123456789abcdef0");
    with("meta-data/instance-type", "m7i.large");
    with("meta-data/local-hostname", "ip-10-0-0-15.eu-central-1.compute.internal");
    with("meta-data/placement/region", "eu-central-1");
    with("meta-data/placement/availability-zone", "eu-central-1a");
    with(
        "dynamic/instance-identity/document",
        """
        {
          "accountId" : "123456789012",
          "architecture" : "x86_64",
          "availabilityZone" : "eu-central-1a",
          "instanceId" : "i-0123456789abcdef0",
          "instanceType" : "m7i.large",
          "region" : "eu-central-1",
          "version" : "2017-09-30"
        }\
        """);
  }

  /// An instance in eu-central-1 without user data.
  public static Ec2 instance() {
    return new Ec2(InstantSource.system());
  }

  /// Gives it user data.
  public Ec2 withUserData(String text) {
    return with("user-data", text);
  }

  /// Gives it user data that is packed.
  public Ec2 withUserData(byte[] packed) {
    values.put("user-data", Content.of(packed));
    return this;
  }

  /// Sets what is at a path below `latest`.
  public Ec2 with(String path, String text) {
    values.put(path, Content.of(text));
    return this;
  }

  /// Takes none of the tokens any more that it has given.
  public void forgetTokens() {
    tokens.clear();
  }

  @Override
  public synchronized Reply answer(Question question) {
    if (question.path().equals(TOKEN_PATH)) {
      return token(question);
    }
    if (!question.method().equals("GET")) {
      return Reply.of(405, "");
    }
    Optional<Instant> end = question.field(TOKEN_FIELD).map(tokens::get);
    if (end.isEmpty() || end.get().isBefore(clock.instant())) {
      return Reply.of(401, "");
    }
    return path(question.path())
        .flatMap(values::get)
        .map(content -> Reply.of(200, content))
        .orElse(Reply.of(404, NOT_FOUND));
  }

  /// A proxy that somebody left open must not give tokens to those behind it.
  private Reply token(Question question) {
    if (!question.method().equals("PUT")) {
      return Reply.of(405, "");
    }
    if (question.field("X-Forwarded-For").isPresent()) {
      return Reply.of(403, "");
    }
    String seconds = question.field(LIFETIME_FIELD).orElse("");
    if (!seconds.matches("\\d{1,5}")) {
      return Reply.of(400, "");
    }
    int lifetime = Integer.parseInt(seconds);
    if (lifetime < 1 || lifetime > LONGEST_LIFETIME) {
      return Reply.of(400, "");
    }
    String token = "AQAEA-lab-%d==".formatted(++given);
    tokens.put(token, clock.instant().plus(Duration.ofSeconds(lifetime)));
    return Reply.of(200, token).with(LIFETIME_FIELD, seconds);
  }

  /// Below the version of the interface.
  private static Optional<String> path(String path) {
    var version = VERSION.matcher(path);
    return version.lookingAt() ? Optional.of(path.substring(version.end())) : Optional.empty();
  }
}
