package dev.carafe.node.cri;

/// A pod sandbox as the runtime reports it.
///
/// @param pod the pod's name
/// @param spec the text of the specification it was made from
/// @param ready whether its processes and network are alive
public record Sandbox(String id, String pod, String spec, boolean ready) {}
