package dev.carafe.node.cri;

/// How to log in to one server of images: by user and password, by both in base64, or by the token
/// of an identity. What is not given is empty. It is offered to no other server.
///
/// @param host the server as it is connected to, `HOST` or `HOST:PORT`
/// @param auth user, colon and password in base64
public record RegistryLogin(
    String host, String username, String password, String auth, String identityToken) {

  /// Without the secrets.
  @Override
  public String toString() {
    return "login to " + host;
  }
}
