package dev.carafe.image.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.erofs.SmallErofs;
import dev.carafe.image.inspect.Change.Added;
import dev.carafe.image.inspect.Change.Changed;
import dev.carafe.image.inspect.Change.Item;
import dev.carafe.image.inspect.Change.Removed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDiffTest {
  @TempDir Path folder;

  @Test
  void sameImageHasNoChanges() throws IOException {
    Path image = TestImage.in(folder).write("image");
    ImageDiff diff = ImageDiff.diff(image, image);
    assertThat(diff.partitions()).isEmpty();
    assertThat(diff.bootFiles()).isEmpty();
    assertThat(diff.kernel()).isEmpty();
    assertThat(diff.usr()).isEmpty();
  }

  @Test
  void changedFileOfUsrChangesWhatIsBuiltUponIt() throws IOException {
    Path before = TestImage.in(folder).withUsr(SmallErofs.withoutChecksum()).write("before");
    Path after = TestImage.in(folder).withUsr(withOtherScript()).write("after");
    ImageDiff diff = ImageDiff.diff(before, after);
    assertThat(diff.usr()).containsExactly(new Changed("/usr/bin/script", 14, 14));
    assertThat(diff.kernel()).containsExactly(new Changed(".cmdline", 78, 78));
    assertThat(diff.partitions())
        .extracting(Change::name)
        .containsExactly("usr-x86-64", "usr-x86-64-verity");
    assertThat(diff.bootFiles()).extracting(Change::name).containsExactly(TestImage.KERNEL);
  }

  private static byte[] withOtherScript() throws IOException {
    byte[] usr = SmallErofs.withoutChecksum();
    String text = new String(usr, StandardCharsets.ISO_8859_1);
    usr[text.indexOf("#! /bin/sh") + 9] = 'q';
    return usr;
  }

  @Test
  void changesAreInTheOrderOfTheNames() {
    Map<String, Item> before = Map.of("a", new Item(1, "x"), "b", new Item(2, "x"));
    Map<String, Item> after = Map.of("b", new Item(2, "y"), "c", new Item(3, "x"));
    assertThat(Change.between(new TreeMap<>(before), new TreeMap<>(after)))
        .containsExactly(new Removed("a", 1), new Changed("b", 2, 2), new Added("c", 3));
  }
}
