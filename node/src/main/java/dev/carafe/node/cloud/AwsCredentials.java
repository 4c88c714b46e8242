package dev.carafe.node.cloud;

import dev.carafe.node.metadata.Ec2Metadata;
import dev.carafe.node.web.Answer;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.util.Optional;

/// What AWS knows a caller by.
///
/// @param sessionToken with credentials that end, as all of an instance's role do
public record AwsCredentials(String accessKey, String secretKey, Optional<String> sessionToken) {
  private static final String ROLES = "meta-data/iam/security-credentials/";

  /// Those of the instance's role.
  ///
  /// Source: [Amazon EC2, "Retrieve security credentials from instance
  /// metadata"](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html).
  ///
  /// @throws CloudException if it has no role
  public static AwsCredentials ofRole(Ec2Metadata metadata) throws InterruptedException {
    String role =
        metadata
            .get(ROLES)
            .flatMap(names -> names.text().lines().findFirst())
            .orElseThrow(() -> unreadable("the instance has no role"));
    Optional<Answer> document = metadata.get(ROLES + role);
    return document
        .flatMap(answer -> parse(answer.text()))
        .orElseThrow(() -> unreadable("there are none for role " + role));
  }

  private static Optional<AwsCredentials> parse(String document) {
    try {
      return JsonReader.read(document) instanceof Json.Struct members
          ? members
              .text("AccessKeyId")
              .flatMap(key ->
                  members
                      .text("SecretAccessKey")
                      .map(secret -> new AwsCredentials(key, secret, members.text("Token"))))
          : Optional.empty();
    } catch (JsonSyntaxException _) {
      return Optional.empty();
    }
  }

  private static CloudException unreadable(String why) {
    return new CloudException("read the instance's credentials", why);
  }

  /// Without the secrets.
  @Override
  public String toString() {
    return "AwsCredentials[" + accessKey + "]";
  }
}
