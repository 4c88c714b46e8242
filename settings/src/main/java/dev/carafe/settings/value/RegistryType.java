package dev.carafe.settings.value;

import java.util.Optional;

/// A container registry as image names have it, `HOST` or `HOST:PORT`; or `*` for every registry.
///
/// Source: [containerd's host
/// configuration](https://github.com/containerd/containerd/blob/main/docs/hosts.md).
public record RegistryType() implements TextType {

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public String noun() {
    return "a registry";
  }

  @Override
  public String example() {
    return "\"docker.io\"";
  }

  @Override
  public Optional<String> fault(String text) {
    if (text.equals("*")) {
      return Optional.empty();
    }
    return text.contains("/")
        ? Optional.of("it holds '/'")
        : text.isEmpty() ? Optional.of("it is empty") : new UrlType().fault(text);
  }
}
