package dev.carafe.trust.certificate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The names and addresses that a server may be reached by.
///
/// Source: [RFC 5280, section 4.2.1.6](https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6).
public record AlternativeNames(List<String> dnsNames, List<InetAddress> addresses) {
  private static final int DNS_NAME = Tag.context(2);
  private static final int IP_ADDRESS = Tag.context(7);
  private static final int LONGEST_NAME = 253;

  public AlternativeNames {
    dnsNames = List.copyOf(dnsNames);
    addresses = List.copyOf(addresses);
    dnsNames.forEach(AlternativeNames::check);
  }

  public static AlternativeNames none() {
    return new AlternativeNames(List.of(), List.of());
  }

  public boolean isEmpty() {
    return dnsNames.isEmpty() && addresses.isEmpty();
  }

  private static void check(String name) {
    boolean letters = name.chars().allMatch(c -> isNameCharacter((char) c));
    if (name.isEmpty() || name.length() > LONGEST_NAME || !letters) {
      throw new MalformedException(
          "DNS name '" + name + "'", "it has letters, digits, '-', '_', '.' and '*'");
    }
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.*".indexOf(c) >= 0;
  }

  byte[] encode() {
    List<byte[]> names = new ArrayList<>();
    for (String name : dnsNames) {
      names.add(Der.element(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII)));
    }
    for (InetAddress address : addresses) {
      names.add(Der.element(IP_ADDRESS, address.getAddress()));
    }
    return Der.sequence(names);
  }

  static AlternativeNames decode(DerReader whole) {
    List<String> dnsNames = new ArrayList<>();
    List<InetAddress> addresses = new ArrayList<>();
    DerReader names = whole.enter(Tag.SEQUENCE);
    while (names.hasMore()) {
      if (names.isNext(DNS_NAME)) {
        dnsNames.add(new String(names.value(DNS_NAME), StandardCharsets.ISO_8859_1));
      } else if (names.isNext(IP_ADDRESS)) {
        addresses.add(address(names));
      } else {
        throw whole.wrong("an alternative name is neither a DNS name nor an address");
      }
    }
    return new AlternativeNames(dnsNames, addresses);
  }

  private static InetAddress address(DerReader names) {
    try {
      return InetAddress.getByAddress(names.value(IP_ADDRESS));
    } catch (UnknownHostException e) {
      throw new MalformedException("an address in a certificate", e);
    }
  }
}
