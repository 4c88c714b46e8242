package dev.carafe.settings.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Every type, by the name that schema files use.
public final class ValueTypes {
  private static final Map<String, ValueType> ALL =
      byName(
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
          new ResourceLimitType(),
          new StringType(),
          new SysctlKeyType(),
          new TaintValueType(),
          new TimeOfDayType(),
          new TimeZoneType(),
          new UrlType(),
          new VersionType());

  private ValueTypes() {}

  /// The type of a name. A [ChoiceType] has words and so no name of its own here.
  public static Optional<ValueType> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /// The names of all types, in the alphabet's order.
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  private static Map<String, ValueType> byName(ValueType... types) {
    Map<String, ValueType> named = new TreeMap<>();
    for (ValueType type : types) {
      named.put(type.name(), type);
    }
    return named;
  }
}
