package io.rhapsode.workflows.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkAddressTest {
  @ParameterizedTest
  @CsvSource({"localhost:8081,localhost,8081", "10.0.0.7:1,10.0.0.7,1", "[::1]:65535,::1,65535"})
  void readsAHostAndAPort(String text, String host, int port) {
    FlinkAddress address = FlinkAddress.parse(text);
    assertEquals(new FlinkAddress(host, port), address);
    assertEquals(text, address.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        ":8081",
        "host:",
        "host:0",
        "host:65536",
        "::1:8081",
        "http://h:1"
      })
  void refusesEverythingElse(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> FlinkAddress.parse(text));
    assertTrue(refusal.getMessage().startsWith("'" + text + "'"), refusal.getMessage());
  }
}
