package dev.carafe.node.cloud;

import dev.carafe.node.metadata.MetadataClient;
import dev.carafe.node.metadata.MetadataException;
import dev.carafe.node.web.Answer;
import dev.carafe.node.web.Call;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/// Tells a stack of CloudFormation that this node has booted, or that it has not: the stack's
/// creation policy counts such signals.
///
/// Source: [AWS CloudFormation,
/// "SignalResource"](https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_SignalResource.html).
///
/// @param stack its name
/// @param resource the logical name of the group of nodes in the stack's template
/// @param instanceId which of the group this is
public record CloudFormationSignal(String stack, String resource, String instanceId) {
  private static final String SERVICE = "cloudformation";
  private static final String VERSION = "2010-05-15";

  /// What is told.
  public enum Status {
    SUCCESS,
    FAILURE
  }

  /// Where a region takes signals.
  public static URI endpoint(String region) {
    String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return URI.create("https://" + SERVICE + "." + region + "." + domain + "/");
  }

  /// Sends the signal. A stack takes it while it waits for it, so at a node's first boot only.
  ///
  /// @param client begun with the region's endpoint
  /// @throws CloudException if the stack does not take it
  /// @throws MetadataException if the service does not answer
  public void send(
      Status status,
      MetadataClient client,
      AwsCredentials credentials,
      String region,
      InstantSource clock)
      throws InterruptedException {
    Call call =
        new Call(
            "POST",
            client.address("/"),
            Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
            body(status));
    Call signed = new SignatureV4(credentials, region, SERVICE).sign(call, clock.instant());
    Answer answer = client.send(signed, "see whether the node reaches AWS");
    if (!answer.isSuccess()) {
      throw new CloudException("signal stack " + stack, reason(answer));
    }
  }

  private String body(Status status) {
    return "Action=SignalResource&LogicalResourceId="
        + SignatureV4.encoded(resource)
        + "&StackName="
        + SignatureV4.encoded(stack)
        + "&Status="
        + status
        + "&UniqueId="
        + SignatureV4.encoded(instanceId)
        + "&Version="
        + VERSION;
  }

  /// What an error's XML says.
  private static String reason(Answer answer) {
    String text = answer.text();
    int start = text.indexOf("<Message>");
    int end = text.indexOf("</Message>");
    return start >= 0 && end > start
        ? text.substring(start + "<Message>".length(), end)
        : "it answers " + answer.status();
  }
}
