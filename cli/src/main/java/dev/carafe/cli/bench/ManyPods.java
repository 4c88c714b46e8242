package dev.carafe.cli.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The pods of a node that is measured: each a small web server, of the one image that the node's
/// system came with.
///
/// When its process begins, it says so by the kernel's clock. The last is another: it kills the
/// process of whichever it is asked to at [#KILLER_PORT].
///
/// @param count how many
record ManyPods(int count) {
  /// As many as a node of 2 GB must take.
  static final int COUNT = 50;

  /// The name of the image, in the image of the system.
  static final String IMAGE = "measured";

  /// The node's port where the killer listens.
  static final int KILLER_PORT = 8080;

  private static final int FIRST_PORT = 8100;
  private static final Pattern BEGUN = Pattern.compile("process since ([0-9]+)\\.([0-9]{2})");

  ManyPods {
    if (count < 1 || count > 99) {
      throw new IllegalArgumentException("cannot measure " + count + " pods");
    }
  }

  /// The component of the system that brings the image.
  static String component() {
    return """
    description = "What pods are made of that are measured"

    [packages.busybox-static]
    files = []

    [images.%s]
    tag = "1"
    package = "busybox-static"
    program = "usr/bin/busybox"
    command = ["/busybox"]
    """
        .formatted(IMAGE);
  }

  /// What the node is given.
  String userData() {
    StringBuilder text = new StringBuilder("[settings]\nmotd = \"A node that is measured\"\n");
    for (int number = 1; number <= count; number++) {
      boolean kills = number > 1 && number == count;
      text.append('\n').append(kills ? killer(name(number)) : server(number));
    }
    return text.toString();
  }

  private String server(int number) {
    return """
    [[settings.pods.%s.spec.containers]]
    name = "page"
    image = "carafe.internal/%s:1"
    command = ["/busybox", "sh", "-c", "read up _ < /proc/uptime; echo process since $up; exec /busybox httpd -f -p %s"]
    """
        .formatted(name(number), IMAGE, port(number));
  }

  private static String killer(String pod) {
    return """
    [settings.pods.%s.spec]
    hostPID = true

    [[settings.pods.%s.spec.containers]]
    name = "page"
    image = "carafe.internal/%s:1"
    ports = [{ containerPort = 80, hostPort = %d }]
    command = ["/busybox", "nc", "-ll", "-p", "80", "-e", "/busybox", "sh", "-c", '''
    read -r _ path _
    while read -r line && [ ${#line} -gt 1 ]; do :; done
    for file in $(grep -lxz "${path#/}" /proc/[0-9]*/cmdline); do
      pid=${file#/proc/}
      kill -9 ${pid%%/*} && printf 'HTTP/1.0 200 OK\\r\\nConnection: close\\r\\n\\r\\nkilled'
    done
    ''']
    """
        .formatted(pod, pod, IMAGE, KILLER_PORT);
  }

  /// The name of a pod, from 1.
  String name(int number) {
    return String.format(Locale.ROOT, "p%02d", number);
  }

  /// What the command line of a pod's process has as a word, and of no other's.
  String port(int number) {
    return String.valueOf(FIRST_PORT + number);
  }

  /// When the first process of a container's log began, in milliseconds since the kernel's start.
  static Optional<Long> begun(String log) {
    Matcher matcher = BEGUN.matcher(log);
    return matcher.find()
        ? Optional.of(
            Long.parseLong(matcher.group(1)) * 1000 + Long.parseLong(matcher.group(2)) * 10)
        : Optional.empty();
  }
}
