package dev.carafe.node.userdata;

import java.util.List;

/// Where images of a registry are looked for first.
///
/// @param registry the registry's host, or `*` for all
/// @param endpoints URLs, in the order of trial
public record Mirror(String registry, List<String> endpoints) {

  public Mirror {
    endpoints = List.copyOf(endpoints);
  }
}
