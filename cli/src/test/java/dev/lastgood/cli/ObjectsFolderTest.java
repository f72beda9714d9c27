package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.asl.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A folder that stands in for S3")
class ObjectsFolderTest {
  @TempDir private Path folder;

  private ObjectsFolder objects() {
    return new ObjectsFolder(folder);
  }

  @Test
  @DisplayName("reads what was written, below folders of its own")
  void readsWhatWasWritten() throws ObjectStore.AccessException {
    byte[] content = {1, 2};
    objects().put("b", "x/y", content);
    assertArrayEquals(content, objects().get("b", "x/y", Optional.empty()));
    assertTrue(Files.exists(folder.resolve("b/x/y")));
  }

  @Test
  @DisplayName("lists by prefix, in the order of the keys, with sizes and ETags")
  void lists() throws ObjectStore.AccessException, IOException {
    Files.createDirectories(folder.resolve("b/in"));
    Files.writeString(folder.resolve("b/in/z"), "abc");
    Files.writeString(folder.resolve("b/in/a"), "");
    Files.writeString(folder.resolve("b/inside"), "");
    Files.writeString(folder.resolve("b/other"), "");
    List<ObjectStore.Listed> listed = objects().list("b", "in");
    assertEquals(
        List.of("in/a", "in/z", "inside"), listed.stream().map(ObjectStore.Listed::key).toList());
    assertEquals(3, listed.get(1).sizeBytes());
    assertEquals("900150983cd24fb0d6963f7d28e17f72", listed.get(1).entityTag());
  }

  @ParameterizedTest
  @CsvSource({
    "b,gone,expected the file",
    "b,../../x,leads out",
    "..,x,leads out",
    "b,in,no object"
  })
  @DisplayName("tells what it would have read, and never leaves itself")
  void refuses(String bucket, String key, String told) throws IOException {
    Files.createDirectories(folder.resolve("b/in"));
    String message =
        assertThrows(
                ObjectStore.AccessException.class,
                () -> objects().get(bucket, key, Optional.empty()))
            .getMessage();
    assertTrue(message.contains(told), message);
  }

  @Test
  @DisplayName("has no versions, and no bucket without a folder")
  void limits() {
    assertThrows(
        ObjectStore.AccessException.class, () -> objects().get("b", "k", Optional.of("1")));
    assertThrows(ObjectStore.AccessException.class, () -> objects().list("none", ""));
  }
}
