package dev.carafe.node.api;

import dev.carafe.node.pods.PodStatus;
import dev.carafe.settings.Problem;
import java.util.List;

/// How a node is.
///
/// @param problems what of the user data could not be used
/// @param archiveInUse whether the virtual machine runs on the class-data archive made with the
///   image
/// @param memoryTotal of the machine, in bytes
/// @param memoryAvailable of the machine, in bytes
/// @param readySeconds from the kernel's start until the agent was ready
public record Health(
    List<PodStatus> pods,
    List<Problem> problems,
    boolean archiveInUse,
    long memoryTotal,
    long memoryAvailable,
    double readySeconds) {

  public Health {
    pods = List.copyOf(pods);
    problems = List.copyOf(problems);
  }

  /// In one word: `degraded` where something of the user data could not be used, `starting` until
  /// all pods run.
  public String status() {
    if (!problems.isEmpty()) {
      return "degraded";
    }
    return pods.stream().allMatch(PodStatus::running) ? "healthy" : "starting";
  }

  String toJson() {
    return Json.document(json -> {
      json.writeStringField("status", status());
      json.writeArrayFieldStart("problems");
      for (Problem problem : problems) {
        json.writeString(problem.toString());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("pods");
      for (PodStatus pod : pods) {
        json.writeStartObject();
        json.writeStringField("name", pod.name());
        json.writeStringField("error", pod.error());
        json.writeArrayFieldStart("containers");
        for (PodStatus.ContainerStatus container : pod.containers()) {
          json.writeStartObject();
          json.writeStringField("name", container.name());
          json.writeStringField("image", container.image());
          json.writeStringField("state", container.state());
          json.writeNumberField("restarts", container.restarts());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeObjectFieldStart("agent");
      json.writeBooleanField("class-data-archive", archiveInUse);
      json.writeNumberField("ready-seconds", readySeconds);
      json.writeEndObject();
      json.writeObjectFieldStart("memory");
      json.writeNumberField("total", memoryTotal);
      json.writeNumberField("available", memoryAvailable);
      json.writeEndObject();
    });
  }
}
