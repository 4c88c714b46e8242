package dev.carafe.node.health;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What a gate asks.
public sealed interface Check {

  /// As a person would say it, where the answer is yes.
  String text();

  /// Whether the agent has done all that it does at its start.
  record AgentReady() implements Check {
    @Override
    public String text() {
      return "the agent is ready";
    }
  }

  /// Whether the containers' runtime can do its work.
  record RuntimeAnswers() implements Check {
    @Override
    public String text() {
      return "the container runtime answers";
    }
  }

  /// Whether no unit of the system has failed.
  record UnitsWell() implements Check {
    @Override
    public String text() {
      return "no unit has failed";
    }
  }

  /// Whether a unit of systemd is active.
  record UnitActive(String unit) implements Check {
    @Override
    public String text() {
      return unit + " is active";
    }
  }

  /// Whether a server answers over HTTP.
  ///
  /// @param status that its answer must have; empty for any from 200 to 399
  record HttpAnswer(URI url, OptionalInt status) implements Check {
    private static final int GOOD = 200;
    private static final int BAD = 400;

    boolean isGood(int answered) {
      return status.isPresent()
          ? answered == status.getAsInt()
          : answered >= GOOD && answered < BAD;
    }

    String expected() {
      return status.isPresent() ? Integer.toString(status.getAsInt()) : "200 to 399";
    }

    /// Without what may be secret in it.
    @Override
    public String text() {
      String port = url.getPort() < 0 ? "" : ":" + url.getPort();
      return url.getScheme() + "://" + url.getHost() + port + " answers with " + expected();
    }
  }

  /// Whether a server takes a connection.
  record TcpConnection(String host, int port) implements Check {
    @Override
    public String text() {
      return host + " takes connections on port " + port;
    }
  }

  /// Whether a program in a container ends with 0.
  ///
  /// @param container empty where the pod has only one
  record ProgramEnds(String pod, Optional<String> container, List<String> command)
      implements Check {

    public ProgramEnds {
      command = List.copyOf(command);
    }

    @Override
    public String text() {
      String where = container.map(name -> pod + "/" + name).orElse(pod);
      return command.getFirst() + " in " + where + " ends with 0";
    }
  }

  /// Whether a pod is ready.
  record PodReady(String pod) implements Check {
    @Override
    public String text() {
      return "pod " + pod + " is ready";
    }
  }

  /// Whether a metric is within bounds.
  ///
  /// @param labels those that are looked at have
  record MetricWithin(
      String metric,
      Map<String, String> labels,
      Optional<BigDecimal> least,
      Optional<BigDecimal> most)
      implements Check {

    public MetricWithin {
      labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    boolean isWithin(BigDecimal value) {
      return least.filter(bound -> value.compareTo(bound) < 0).isEmpty()
          && most.filter(bound -> value.compareTo(bound) > 0).isEmpty();
    }

    String expected() {
      String from = least.map(bound -> "at least " + plain(bound)).orElse("");
      String to = most.map(bound -> "at most " + plain(bound)).orElse("");
      return from.isEmpty() || to.isEmpty() ? from + to : from + " and " + to;
    }

    private static String plain(BigDecimal bound) {
      return bound.stripTrailingZeros().toPlainString();
    }

    @Override
    public String text() {
      return metric + " is " + expected();
    }
  }
}
