package dev.carafe.node.network;

/// A version of IP.
enum Family {
  IPV4("0.0.0.0/0", "192.0.2.10", 24),
  IPV6("::/0", "2001:db8::10", 64);

  private final String everywhere;
  private final String example;
  private final int usualPrefix;

  Family(String everywhere, String example, int usualPrefix) {
    this.everywhere = everywhere;
    this.example = example;
    this.usualPrefix = usualPrefix;
  }

  /// The version of an address, which may have a prefix length.
  static Family of(String address) {
    return address.indexOf(':') < 0 ? IPV4 : IPV6;
  }

  /// Where a default route leads to.
  String everywhere() {
    return everywhere;
  }

  /// An address with a prefix length for messages.
  String example() {
    return withUsualPrefix(example);
  }

  /// An address with the prefix length that most networks have.
  String withUsualPrefix(String address) {
    return address + "/" + usualPrefix;
  }

  @Override
  public String toString() {
    return this == IPV4 ? "IPv4" : "IPv6";
  }
}
