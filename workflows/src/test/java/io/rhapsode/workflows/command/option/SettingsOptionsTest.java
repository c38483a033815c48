package io.rhapsode.workflows.command.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SettingsOptionsTest {
  @Test
  void sizesAreDecimal() throws Exception {
    assertEquals(500, SettingsOptions.megabytes("500MB"));
    assertEquals(20_000, SettingsOptions.megabytes("20 gb"));
    assertEquals(2_000_000, SettingsOptions.megabytes("2TB"));
  }
}
