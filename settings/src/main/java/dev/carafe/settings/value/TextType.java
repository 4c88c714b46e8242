package dev.carafe.settings.value;

import dev.carafe.settings.json.Json;
import java.util.Optional;

/// A type whose values are strings.
public sealed interface TextType extends ValueType
    permits Base64Type,
        BootConfigKeyType,
        BootConfigValueType,
        ByteSizeType,
        ChoiceType,
        CidrType,
        CpuSetType,
        DnsLabelType,
        DomainType,
        DurationType,
        HostnameType,
        HostType,
        HugePageCountType,
        HugePageSizeType,
        IdentifierType,
        IpAddressType,
        KernelModuleType,
        LabelKeyType,
        LabelValueType,
        LineType,
        LockdownType,
        PemType,
        QuantityType,
        RegistryType,
        StringType,
        SysctlKeyType,
        TaintValueType,
        TimeOfDayType,
        TimeZoneType,
        UrlType,
        VersionType {

  /// Why a text is none of this type; empty where it is one.
  Optional<String> fault(String text);

  @Override
  default boolean fits(Json value) {
    return value instanceof Json.Text;
  }

  @Override
  default Optional<String> fault(Json value) {
    return value instanceof Json.Text(String text) ? fault(text) : Optional.of("it is no string");
  }

  @Override
  default Json fromText(String text) {
    return Json.of(text);
  }
}
