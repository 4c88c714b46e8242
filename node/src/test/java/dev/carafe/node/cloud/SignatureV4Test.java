package dev.carafe.node.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.carafe.node.web.Call;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// With the vectors of [AWS's published test
/// suite](https://github.com/awslabs/aws-c-auth/tree/main/tests/aws-signing-test-suite/v4), and one
/// that botocore 1.43 has signed.
class SignatureV4Test {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final AwsCredentials CREDENTIALS =
      new AwsCredentials("AKIDEXAMPLE", SECRET, Optional.empty());
  private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");
  private static final String BASE = "https://example.amazonaws.com/";

  static List<Arguments> vectors() {
    String form = "application/x-www-form-urlencoded";
    String unreserved = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    return List.of(
        arguments(
            "get-vanilla-query-order-key-case",
            get("?Param2=value2&Param1=value1"),
            "host;x-amz-date",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
        arguments(
            "get-vanilla-empty-query-key",
            get("?Param1=value1"),
            "host;x-amz-date",
            "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"),
        arguments(
            "get-vanilla-query-order-encoded",
            get("?Param-3=Value3&Param=Value2&%E1%88%B4=Value1"),
            "host;x-amz-date",
            "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac"),
        arguments(
            "get-vanilla-query-unreserved",
            get("?" + unreserved + "=" + unreserved),
            "host;x-amz-date",
            "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197"),
        arguments(
            "get-vanilla-utf8-query",
            get("?%E1%88%B4=bar"),
            "host;x-amz-date",
            "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"),
        arguments(
            "get-utf8",
            get("%E1%88%B4"),
            "host;x-amz-date",
            "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"),
        arguments(
            "get-header-value-trim",
            get("").with("My-Header1", " value1").with("My-Header2", " \"a   b   c\""),
            "host;my-header1;my-header2;x-amz-date",
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"),
        arguments(
            "post-vanilla",
            post(Map.of(), ""),
            "host;x-amz-date",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        arguments(
            "post-header-key-sort",
            post(Map.of("My-Header1", "value1"), ""),
            "host;my-header1;x-amz-date",
            "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"),
        arguments(
            "post-x-www-form-urlencoded",
            post(
                Map.of(
                    "Content-Type",
                    form,
                    "Content-Length",
                    "13",
                    "x-amz-content-sha256",
                    "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"),
                "Param1=value1"),
            "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
            "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void signsAsAwsDoes(String name, Call call, String fields, String signature) {
    Call signed = new SignatureV4(CREDENTIALS, "us-east-1", "service").sign(call, THEN);
    assertThat(signed.fields().get("X-Amz-Date")).as(name).isEqualTo("20150830T123600Z");
    assertThat(signed.fields().get("Authorization"))
        .as(name)
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders="
                + fields
                + ", Signature="
                + signature);
  }

  @Test
  void credentialsThatEndBringTheirToken() {
    String token = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";
    AwsCredentials ending = new AwsCredentials("AKIDEXAMPLE", SECRET, Optional.of(token));
    Call signed = new SignatureV4(ending, "us-east-1", "service").sign(get(""), THEN);
    assertThat(signed.fields().get("X-Amz-Security-Token")).isEqualTo(token);
    assertThat(signed.fields().get("Authorization"))
        .endsWith("=07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8");
  }

  @Test
  void aSignalIsSignedAsTheirOwnClientDoes() {
    AwsCredentials ending =
        new AwsCredentials("AKIDEXAMPLE", SECRET, Optional.of("a/session+token=="));
    Call call =
        new Call(
            "POST",
            CloudFormationSignal.endpoint("eu-central-1"),
            Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
            "Action=SignalResource&LogicalResourceId=NodeGroup&StackName=my-stack&Status=SUCCESS"
                + "&UniqueId=i-0abc&Version=2010-05-15");
    Call signed =
        new SignatureV4(ending, "eu-central-1", "cloudformation")
            .sign(call, Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(signed.fields().get("Authorization"))
        .endsWith("=eb6692db50ce20e94de01e089a34301844f8f8feaefa21bb52ecffb8726dd0d5");
  }

  private static Call get(String rest) {
    return Call.get(URI.create(BASE + rest));
  }

  private static Call post(Map<String, String> fields, String body) {
    return new Call("POST", URI.create(BASE), fields, body);
  }
}
