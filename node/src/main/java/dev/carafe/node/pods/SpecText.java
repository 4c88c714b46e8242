package dev.carafe.node.pods;

/// A pod's specification as a text that is the same exactly when the pod is. It is kept with the
/// pod's sandbox, so that a later agent knows whether the sandbox is still what is wanted.
///
/// Not the record's own text: that is assembled at run time from method handles, which costs the
/// boot 18 ms.
final class SpecText {
  private SpecText() {}

  static String of(Pod pod) {
    StringBuilder text = new StringBuilder();
    line(text, "pod", pod.name());
    line(text, "hostNetwork", pod.hostNetwork());
    line(text, "restartPolicy", pod.restartPolicy());
    pod.containers().forEach(container -> append(text, container));
    return text.toString();
  }

  private static void append(StringBuilder text, Container container) {
    line(text, "container", container.name());
    line(text, "image", container.image());
    line(text, "imagePullPolicy", container.pullPolicy());
    container.command().forEach(word -> line(text, "command", word));
    container.args().forEach(word -> line(text, "arg", word));
    line(text, "workingDir", container.workingDir());
    container.env().forEach((name, value) -> line(text, "env", name + "=" + value));
    for (PublishedPort port : container.ports()) {
      line(text, "port", port.hostPort() + ":" + port.containerPort() + "/" + port.protocol());
    }
  }

  /// A line break in a value is escaped, so that no value can look like two lines.
  private static void line(StringBuilder text, String name, Object value) {
    String escaped = value.toString().replace("\\", "\\\\").replace("\n", "\\n");
    text.append(name).append(' ').append(escaped).append('\n');
  }
}
