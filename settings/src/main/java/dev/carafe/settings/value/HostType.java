package dev.carafe.settings.value;

import java.util.Optional;

/// A host by name or by IP address, without a port.
public record HostType() implements TextType {

  @Override
  public String name() {
    return "host";
  }

  @Override
  public String noun() {
    return "a host name or IP address";
  }

  @Override
  public String example() {
    return "\"time.example.com\"";
  }

  @Override
  public Optional<String> fault(String text) {
    return IpAddressType.isAddress(text) ? Optional.empty() : new DomainType().fault(text);
  }
}
