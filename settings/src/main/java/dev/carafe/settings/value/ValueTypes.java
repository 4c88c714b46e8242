package dev.carafe.settings.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every type, by the name that schema files use.
public final class ValueTypes {
  private static final List<ValueType> ALL =
      List.of(
          new AnyType(),
          new Base64Type(),
          new BooleanType(),
          new BootConfigKeyType(),
          new BootConfigValueType(),
          new ByteSizeType(),
          new CidrType(),
          new CpuSetType(),
          new DnsLabelType(),
          new DomainType(),
          new DurationType(),
          new HostType(),
          new HostnameType(),
          new HugePageCountType(),
          new HugePageSizeType(),
          new IdentifierType(),
          IntegerType.unbounded(),
          new IpAddressType(),
          new KernelModuleType(),
          new LabelKeyType(),
          new LabelValueType(),
          new LineType(),
          new LockdownType(),
          new PemType(),
          IntegerType.port(),
          new QuantityType(),
          new RegistryType(),
          new StringType(),
          new SysctlKeyType(),
          new TaintValueType(),
          new UrlType(),
          new VersionType());

  private ValueTypes() {}

  /// The type of a name. A [ChoiceType] has words and so no name of its own here.
  public static Optional<ValueType> named(String name) {
    for (ValueType type : ALL) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// The names of all types, in the alphabet's order.
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (ValueType type : ALL) {
      names.add(type.name());
    }
    return names.stream().sorted().toList();
  }
}
