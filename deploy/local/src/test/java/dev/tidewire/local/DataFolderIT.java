package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidewire.local.process.StartFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderIT {
  @TempDir private Path parent;

  @Test
  void isHeldUntilTheProcessEnds() throws Exception {
    // Given
    Path path = parent.resolve("data");
    DataFolder.take(path);

    // When
    System.gc();

    // Then
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> DataFolder.take(path))
        .withMessage(
            "%s is in use by another `up`, process %d;"
                + " stop that one, or choose another folder with --data DIR",
            path, ProcessHandle.current().pid());
  }

  @Test
  void refusesAFile() throws Exception {
    // Given
    Path file = Files.createFile(parent.resolve("file"));

    // When Then
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> DataFolder.take(file))
        .withMessage("%s is not a folder; choose another with --data DIR", file);
  }

  @Test
  void saysThatItCannotWrite() throws Exception {
    // Given: what root cannot write to either
    Files.createDirectory(parent.resolve("lock"));

    // When Then
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> DataFolder.take(parent))
        .withMessageStartingWith("cannot write to the folder " + parent + " (")
        .withMessageEndingWith("); change that, or choose another with --data DIR");
  }

  @Test
  void knowsWhetherTheLastRunWasKilled() throws Exception {
    // Given
    Path killed = Files.createDirectory(parent.resolve("killed"));
    Files.writeString(killed.resolve("lock"), "1234\n");
    DataFolder ended = DataFolder.take(parent.resolve("ended"));

    // When
    ended.leave();

    // Then
    assertThat(DataFolder.take(killed).isAbandoned()).isTrue();
    assertThat(ended.isAbandoned()).isFalse();
    assertThat(parent.resolve("ended/lock")).isEmptyFile();
  }

  @Test
  void hidesWhatAStackWrites_andLeavesTheFolderAsItIs() throws Exception {
    // Given
    Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rwxr-xr-x");
    Files.setPosixFilePermissions(parent, mine);
    DataFolder data = DataFolder.take(parent);
    Files.setPosixFilePermissions(Files.createDirectory(data.kafka()), mine);

    // When
    data.hide();

    // Then
    for (Path folder : List.of(data.kafka(), data.tls(), data.secrets(), data.logs())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .as(folder.toString())
          .isEqualTo("rwx------");
    }
    assertThat(Files.getPosixFilePermissions(parent)).isEqualTo(mine);
  }

  @Test
  void emptiesOnlyWhatTheStackMakes() throws Exception {
    // Given
    Path others = Files.createFile(parent.resolve("letter.txt"));
    DataFolder data = DataFolder.take(parent);
    Files.createDirectories(data.kafka().resolve("log"));
    Files.createDirectories(data.postgres());

    // When
    data.empty();

    // Then
    assertThat(data.kafka()).doesNotExist();
    assertThat(data.postgres()).doesNotExist();
    assertThat(others).exists();
  }
}
