package dev.carafe.node.metadata;

import dev.carafe.node.web.FakeWebServer;
import dev.carafe.node.web.FakeWebServer.Script;
import dev.carafe.node.web.FakeWebServer.Seen;
import java.util.HashMap;
import java.util.Map;

/// What EC2's metadata service answers: nothing without a token.
public final class FakeEc2 implements Script {
  private final Map<String, String> values = new HashMap<>();
  private int tokens;
  private int tokenUses = Integer.MAX_VALUE;
  private int usesLeft;

  /// Something at a path below `latest`.
  public FakeEc2 with(String path, String value) {
    values.put("/latest/" + path, value);
    return this;
  }

  /// Each token is good for so many requests.
  public FakeEc2 withTokensFor(int uses) {
    tokenUses = uses;
    return this;
  }

  public int tokens() {
    return tokens;
  }

  @Override
  public String answer(Seen request) {
    if (request.path().equals("/latest/api/token")) {
      return token(request);
    }
    if (!request.field("X-aws-ec2-metadata-token").equals("token-" + tokens) || usesLeft-- == 0) {
      return answer("401 Unauthorized", "");
    }
    String value = values.get(request.path());
    return value == null ? answer("404 Not Found", "<html>") : answer("200 OK", value);
  }

  private String token(Seen request) {
    if (!request.method().equals("PUT")) {
      return answer("405 Method Not Allowed", "");
    }
    if (!request.field("X-Forwarded-For").isEmpty()) {
      return answer("403 Forbidden", "");
    }
    if (request.field("X-aws-ec2-metadata-token-ttl-seconds").isEmpty()) {
      return answer("400 Bad Request", "");
    }
    usesLeft = tokenUses;
    return answer("200 OK", "token-" + ++tokens);
  }

  private static String answer(String status, String body) {
    return FakeWebServer.answer(status, body);
  }
}
