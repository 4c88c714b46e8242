package dev.carafe.node.network;

import java.util.List;

/// A `.network` file: what to do with a device.
final class NetworkText {
  private NetworkText() {}

  /// A device with addresses, or without.
  ///
  /// @param vlans what stands on it
  static String of(DeviceId id, IpConfig ip, List<InterfaceName> vlans, NameServers nameServers) {
    UnitText text = start(id);
    addLink(text, ip);
    boolean isVersion6 = ip.uses6() || !ip.static6().isEmpty();
    text.section("Network")
        .entry("DHCP", protocols(ip))
        .entry("LinkLocalAddressing", isVersion6 ? "ipv6" : "no")
        // The kernel's own default depends on whether packets are forwarded, which pods decide.
        .entry("IPv6AcceptRA", ip.uses6())
        .entries("Address", ip.static4())
        .entries("Address", ip.static6())
        .entries("VLAN", vlans);
    ip.routes().forEach(route -> addRoute(text, route));
    addDhcp(text, ip, nameServers);
    return text.toString();
  }

  /// A card in a bond, which has the addresses.
  ///
  /// @param isPreferred whether it works while it can
  static String inBond(InterfaceName card, InterfaceName bond, boolean isPreferred) {
    UnitText text = start(card);
    text.section("Link").entry("RequiredForOnline", false);
    text.section("Network").entry("Bond", bond.text());
    if (isPreferred) {
      text.entry("PrimarySlave", true);
    }
    return text.entry("LinkLocalAddressing", false).toString();
  }

  private static UnitText start(DeviceId id) {
    UnitText text = new UnitText().section("Match");
    return switch (id) {
      case InterfaceName(String name) -> text.entry("Name", name);
      // a VLAN or bond takes over the address of its card, but not as its permanent one
      case MacAddress(String mac) -> text.entry("PermanentMACAddress", mac);
    };
  }

  /// A device counts as online with every address that is not optional.
  private static void addLink(UnitText text, IpConfig ip) {
    boolean needs4 = !ip.static4().isEmpty() || ip.dhcp4().filter(Dhcp::isRequired).isPresent();
    boolean needs6 = !ip.static6().isEmpty() || ip.dhcp6().filter(Dhcp::isRequired).isPresent();
    text.section("Link").entry("RequiredForOnline", needs4 || needs6);
    if (needs4 || needs6) {
      text.entry("RequiredFamilyForOnline", needs4 && needs6 ? "both" : needs4 ? "ipv4" : "ipv6");
    }
    text.entry("MTUBytes", ip.mtu());
  }

  private static String protocols(IpConfig ip) {
    if (ip.uses4()) {
      return ip.uses6() ? "yes" : "ipv4";
    }
    return ip.uses6() ? "ipv6" : "no";
  }

  private static void addRoute(UnitText text, Route route) {
    text.section("Route").entry("Destination", route.to());
    route.via().ifPresent(gateway -> text.entry("Gateway", gateway));
    route.from().ifPresent(source -> text.entry("PreferredSource", source));
    text.entry("Metric", route.metric());
  }

  private static void addDhcp(UnitText text, IpConfig ip, NameServers nameServers) {
    if (ip.uses4()) {
      addOffer(text, "DHCPv4", nameServers)
          .entry("UseMTU", ip.mtu().isEmpty())
          .entry("SendRelease", false)
          .entry("RouteMetric", ip.dhcp4().orElseThrow().routeMetric());
    }
    if (ip.uses6()) {
      // a router need not say that there is a server
      addOffer(text, "DHCPv6", nameServers).entry("WithoutRA", "solicit");
      addOffer(text, "IPv6AcceptRA", nameServers);
    }
  }

  private static UnitText addOffer(UnitText text, String section, NameServers nameServers) {
    return text.section(section)
        .entry("UseDNS", nameServers == NameServers.OFFERED)
        .entry("UseDomains", true);
  }
}
