package dev.carafe.node;

import dev.carafe.node.api.Api;
import dev.carafe.node.bootstrap.ApiCall;
import dev.carafe.node.bootstrap.Bootstrap;
import dev.carafe.node.bootstrap.NodeApi;
import dev.carafe.node.http.Peer;
import dev.carafe.node.http.Query;
import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.pods.Pod;
import dev.carafe.node.pods.PodEnd;
import dev.carafe.node.pods.Pods;
import dev.carafe.settings.Key;
import dev.carafe.settings.model.SettingsTree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What prepares the node gets of it.
record BootstrapNode(Configuration configuration, Api api, Pods pods) implements Bootstrap.Node {
  private static final int FIRST_BAD = 400;

  @Override
  public SettingsTree settings() {
    return configuration.settings().effective();
  }

  /// As somebody at the local socket.
  @Override
  public NodeApi.Answer call(ApiCall call) {
    int mark = call.target().indexOf('?');
    String path = mark < 0 ? call.target() : call.target().substring(0, mark);
    try {
      Response response =
          api.certified()
              .answer(
                  new Request(
                      call.method(),
                      path,
                      Query.parse(mark < 0 ? "" : call.target().substring(mark + 1)),
                      Map.of(),
                      ByteBuffer.wrap(call.body().getBytes(StandardCharsets.UTF_8)),
                      new Peer.Local()));
      int code = response.status().code();
      return new NodeApi.Answer(
          code < FIRST_BAD, (code + " " + (code < FIRST_BAD ? "" : response.wholeText())).strip());
    } catch (RefusedRequest e) {
      return new NodeApi.Answer(false, e.response().wholeText().strip());
    }
  }

  @Override
  public Map<String, PodEnd> run(List<Pod> wanted, Duration patience) throws InterruptedException {
    return pods.runToEnd(wanted, patience);
  }

  @Override
  public Optional<String> switchOff(Key mode) {
    return configuration.set(mode, "off", "bootstrap");
  }
}
