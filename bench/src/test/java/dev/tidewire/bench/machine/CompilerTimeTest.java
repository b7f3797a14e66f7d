package dev.tidewire.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CompilerTimeTest {
  @Test
  void isThatOfTheThreadsThatCompile() {
    assertThat(
            CompilerTime.ticks(
                "71 (C2 CompilerThre) S 1 66 66 0 -1 4194368 9 0 3 0 7 2 0 0 20 0 41 0 99 5 6\n"))
        .isEqualTo(9);
    assertThat(
            CompilerTime.ticks(
                "72 (vert.x-eventloo) S 1 66 66 0 -1 4194368 9 0 3 0 7 2 0 0 20 0 41 0 99 5 6\n"))
        .isZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void seesThisProcess() {
    assertThat(CompilerTime.ofProcess(ProcessHandle.current().pid())).isPositive();
  }
}
