package dev.carafe.node.pods;

/// One step towards a pod that runs as wanted.
public sealed interface Action {

  /// What the step is about, for counting its failures: steps with one subject are attempts at one
  /// thing.
  String subject();

  /// Ends what runs in a sandbox, and removes it.
  record RemoveSandbox(String id) implements Action {
    @Override
    public String subject() {
      return "sandbox";
    }
  }

  /// Ends what runs in a sandbox at once, and removes it with all that is the pod's own.
  record Evict(String id) implements Action {
    @Override
    public String subject() {
      return "sandbox";
    }
  }

  record RunSandbox() implements Action {
    @Override
    public String subject() {
      return "sandbox";
    }
  }

  record PullImage(String image) implements Action {
    @Override
    public String subject() {
      return "image " + image;
    }
  }

  /// Leads the host's ports to the sandbox.
  record PublishPorts(String sandbox) implements Action {
    @Override
    public String subject() {
      return "ports";
    }
  }

  /// Makes a container and starts it.
  record RunContainer(String sandbox, Container container, int attempt) implements Action {
    @Override
    public String subject() {
      return container.name();
    }
  }

  /// Starts a container that was made before.
  record StartContainer(String name, String id) implements Action {
    @Override
    public String subject() {
      return name;
    }
  }

  /// Has a container end that is not what is wanted, or does not do what it should.
  record StopContainer(String name, String id, String why) implements Action {
    @Override
    public String subject() {
      return name;
    }
  }

  /// Removes what is left of a container.
  record RemoveContainer(String name, String id) implements Action {
    @Override
    public String subject() {
      return name;
    }
  }
}
