package dev.carafe.settings.value;

import java.util.Optional;

/// An IP address and the length of its network's prefix in bits.
///
/// Source: [RFC 4632](https://www.rfc-editor.org/rfc/rfc4632#section-3.1), section 3.1.
public record CidrType() implements TextType {

  @Override
  public String name() {
    return "cidr";
  }

  @Override
  public String noun() {
    return "an address with a prefix length";
  }

  @Override
  public String example() {
    return "\"192.0.2.0/24\"";
  }

  @Override
  public Optional<String> fault(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.of("it has no '/'");
    }
    String address = text.substring(0, slash);
    if (!IpAddressType.isAddress(address)) {
      return Optional.of("'" + address + "' is no IP address");
    }
    int most = IpAddressType.isVersion4(address) ? 32 : 128;
    return IpAddressType.isDecimal(text.substring(slash + 1), most)
        ? Optional.empty()
        : Optional.of("the prefix length is not 0 to " + most);
  }
}
