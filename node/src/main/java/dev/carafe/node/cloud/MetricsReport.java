package dev.carafe.node.cloud;

import dev.carafe.node.host.UnwellUnit;
import dev.carafe.node.web.Answer;
import dev.carafe.node.web.Call;
import dev.carafe.node.web.WebClient;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reports to whoever runs many nodes that one is well, in the words of Bottlerocket's reports: the
/// parameters of a `GET`.
public final class MetricsReport {
  private static final String SENDER = "carafe";

  private final WebClient client;
  private final URI address;
  private final ReportedNode node;

  /// @param address the setting `metrics.metrics-url`
  public MetricsReport(WebClient client, URI address, ReportedNode node) {
    this.client = client;
    this.address = address;
    this.node = node;
  }

  /// Says that the node has booted.
  ///
  /// @throws IOException if nobody takes the report
  public void sendBoot() throws IOException {
    send(standard("boot_success"));
  }

  /// Says which of the units that are watched are not well.
  ///
  /// @throws IOException if nobody takes the report
  public void sendHealth(List<UnwellUnit> unwell) throws IOException {
    Map<String, String> values = standard("health_ping");
    values.put("failed_services", String.join(",", unwell.stream().map(Object::toString).toList()));
    values.put("is_healthy", String.valueOf(unwell.isEmpty()));
    send(values);
  }

  private Map<String, String> standard(String event) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("sender", SENDER);
    values.put("event", event);
    values.put("version", node.version());
    values.put("variant", node.variant());
    values.put("arch", node.architecture());
    values.put("region", node.region().orElse(""));
    values.put("seed", String.valueOf(node.seed()));
    values.put("version_lock", node.versionLock());
    values.put("ignore_waves", String.valueOf(node.ignoreWaves()));
    return values;
  }

  private void send(Map<String, String> values) throws IOException {
    StringBuilder query = new StringBuilder(address.toString());
    char separator = address.getRawQuery() == null ? '?' : '&';
    for (Map.Entry<String, String> value : values.entrySet()) {
      query
          .append(separator)
          .append(value.getKey())
          .append('=')
          .append(SignatureV4.encoded(value.getValue()));
      separator = '&';
    }
    Answer answer = client.send(Call.get(URI.create(query.toString())));
    if (!answer.isSuccess()) {
      throw new IOException("it answers " + answer.status());
    }
  }
}
