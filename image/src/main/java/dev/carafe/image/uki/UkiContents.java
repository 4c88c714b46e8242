package dev.carafe.image.uki;

import dev.carafe.disk.bytes.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a unified kernel image holds.
///
/// @param sections in the order of the file, without those of the stub itself
public record UkiContents(List<Section> sections) {
  private static final int EFI_APPLICATION = 10;

  public UkiContents {
    sections = List.copyOf(sections);
  }

  /// A section, and its content.
  public record Section(UkiSection kind, Sha256 digest, ByteBuffer content) {
    public Section {
      content = content.asReadOnlyBuffer();
    }

    /// How many bytes it has.
    public int size() {
      return content.remaining();
    }
  }

  /// Reads an image.
  ///
  /// @throws BadPeException where it is none, or has no kernel
  public static UkiContents of(ByteBuffer image) {
    PeImage pe = PeImage.of("the unified kernel image", image);
    pe.demand("subsystem", EFI_APPLICATION, pe.get(PeField.SUBSYSTEM));
    List<Section> sections = new ArrayList<>();
    for (PeSection section : pe.sections()) {
      UkiSection.named(section.name())
          .ifPresent(kind -> sections.add(section(kind, pe.content(section))));
    }
    UkiContents contents = new UkiContents(sections);
    if (contents.section(UkiSection.LINUX).isEmpty()) {
      throw new BadPeException(pe.what(), "expected a section .linux, found none");
    }
    return contents;
  }

  private static Section section(UkiSection kind, ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.get(content.position(), bytes);
    return new Section(kind, Sha256.of(bytes), content);
  }

  /// The section of this kind.
  public Optional<Section> section(UkiSection kind) {
    return sections.stream().filter(section -> section.kind() == kind).findFirst();
  }

  /// What a section says, for those that hold text; without zeros at its end.
  public Optional<String> text(UkiSection kind) {
    return section(kind).filter(_ -> kind.isText()).map(s -> PeImage.text(s.content()));
  }
}
