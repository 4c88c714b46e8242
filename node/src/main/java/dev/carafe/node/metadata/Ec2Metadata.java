package dev.carafe.node.metadata;

import dev.carafe.node.web.Answer;
import dev.carafe.node.web.Call;
import java.net.URI;
import java.util.Optional;

/// EC2's instance metadata service, version 2: every question carries a token that the service has
/// given for it.
///
/// Source: [Amazon EC2, "Use the Instance Metadata
/// Service"](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html).
public final class Ec2Metadata {
  /// Where it is in every instance.
  public static final URI BASE = URI.create("http://169.254.169.254/");

  private static final String TOKEN_PATH = "latest/api/token";
  private static final String LIFETIME_FIELD = "X-aws-ec2-metadata-token-ttl-seconds";
  private static final String TOKEN_FIELD = "X-aws-ec2-metadata-token";
  private static final String LIFETIME = "21600"; // the longest there is, in seconds
  private static final int MOST_TOKENS = 3;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private static final String HOP_LIMIT =
      "see whether the network is up; where the node is a machine or a container within an"
          + " instance, raise the instance's hop limit of PUT responses";
  private static final String NOT_EC2 = "what answers is not EC2's metadata service";
  private static final String SWITCHED_OFF = "switch the instance's metadata service on";

  private final MetadataClient client;
  private Optional<String> token = Optional.empty();

  public Ec2Metadata(MetadataClient client) {
    this.client = client;
  }

  /// What is at a path below `latest`; empty where there is nothing.
  ///
  /// @throws MetadataException where the service does not say
  public Optional<Answer> get(String path) throws InterruptedException {
    URI address = client.address("latest/" + path);
    for (int tokens = 0; tokens < MOST_TOKENS; tokens++) {
      Call call = Call.get(address).with(TOKEN_FIELD, token());
      Answer answer = client.send(call, HOP_LIMIT);
      if (answer.isSuccess()) {
        return Optional.of(answer);
      }
      if (answer.status() == NOT_FOUND) {
        return Optional.empty();
      }
      if (answer.status() != UNAUTHORIZED) {
        throw refused("read", address, answer);
      }
      token = Optional.empty(); // it has expired, or the service was restarted
    }
    throw new MetadataException(
        "read", address, "it takes none of its own tokens", "restart the instance");
  }

  private String token() throws InterruptedException {
    if (token.isEmpty()) {
      URI address = client.address(TOKEN_PATH);
      Answer answer = client.send(Call.put(address).with(LIFETIME_FIELD, LIFETIME), HOP_LIMIT);
      if (!answer.isSuccess()) {
        throw refused("ask", address, answer);
      }
      if (!isToken(answer.text())) {
        throw new MetadataException("ask", address, NOT_EC2, "see what answers at 169.254.169.254");
      }
      token = Optional.of(answer.text());
    }
    return token.get();
  }

  /// One word, which can stand in a header.
  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static MetadataException refused(String verb, URI address, Answer answer) {
    String instead =
        answer.status() == FORBIDDEN ? SWITCHED_OFF : "see whether this is an instance of EC2";
    return new MetadataException(verb, address, "it answers " + answer.status(), instead);
  }
}
