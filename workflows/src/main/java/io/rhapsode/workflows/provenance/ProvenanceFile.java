package io.rhapsode.workflows.provenance;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.store.folder.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A statement with its signature, {@code provenance.json}. What is signed is the statement as JSON
 * without white space whose keys are in alphabetical order, in UTF-8.
 *
 * @param statement as it stands in the file
 * @param publicKey X.509 in Base64
 * @param signature Ed25519 in Base64
 */
record ProvenanceFile(JsonNode statement, String publicKey, String signature) {
  static final String NAME = "provenance.json";

  private static final ObjectMapper CANONICAL =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  static ProvenanceFile sign(Statement statement, SigningKey key) {
    JsonNode tree = Json.MAPPER.valueToTree(statement);
    return new ProvenanceFile(tree, key.publicText(), key.sign(canonical(tree)));
  }

  /**
   * @throws IOException when it is not there or no such file
   */
  static ProvenanceFile read(Path file) throws IOException {
    try {
      JsonNode tree = Json.MAPPER.readTree(Files.readAllBytes(file));
      return new ProvenanceFile(
          tree.path("statement"), tree.path("publicKey").asText(), tree.path("signature").asText());
    } catch (JacksonException e) {
      throw new IOException(
          "%s is no statement of this program: %s".formatted(file, e.getMessage()), e);
    }
  }

  void write(Path file) throws IOException {
    ObjectNode tree = Json.MAPPER.createObjectNode();
    tree.set("statement", statement);
    tree.put("publicKey", publicKey);
    tree.put("signature", signature);
    Path partial = file.resolveSibling(NAME + ".partial");
    DurableFiles.STANDARD.write(
        partial, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree));
    DurableFiles.STANDARD.move(partial, file);
  }

  /** Whether the statement is what was signed. */
  boolean genuine() {
    return SigningKey.verifies(publicKey, canonical(statement), signature);
  }

  /** What it says. */
  Statement said() throws IOException {
    return Json.MAPPER.treeToValue(statement, Statement.class);
  }

  private static byte[] canonical(JsonNode tree) {
    try {
      return CANONICAL
          .writeValueAsString(CANONICAL.treeToValue(tree, Object.class))
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no statement", e);
    }
  }
}
