package io.rhapsode.synth.compute.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The graph of an ONNX file, to look into and to extend before it is opened. Its weights stay in
 * the file, which is mapped. Field numbers are those of {@code onnx.proto} (ONNX 1.x, IR version 3
 * and later); no kept library gives generated classes for it in Java. Not thread-safe.
 *
 * <p>A graph that refers to other files, or to operators that are not ONNX Runtime's own, is
 * refused: a model is what its file says and nothing else.
 */
public final class OnnxGraph {
  private static final long MAXIMUM_BYTES = Integer.MAX_VALUE - 64;
  private static final Set<String> DOMAINS =
      Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.ms.internal.nhwc");
  private static final int MAXIMUM_DEPTH = 8;
  private static final int EXTERNAL = 1;

  /** Wire type of a message within a message. */
  private static final int LENGTH_DELIMITED = 2;

  /** Of ModelProto. */
  private static final int MODEL_GRAPH = 7;

  private static final int MODEL_FUNCTION = 25;

  /** Of GraphProto. */
  private static final int GRAPH_NODE = 1;

  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int GRAPH_VALUE_INFO = 13;
  private static final int GRAPH_SPARSE_INITIALIZER = 15;

  /** Of ValueInfoProto and TypeProto. */
  private static final int VALUE_NAME = 1;

  private static final int VALUE_TYPE = 2;
  private static final int TYPE_TENSOR = 1;
  private static final int TENSOR_TYPE_ELEMENT = 1;

  private static final int ATTRIBUTE_TENSOR = 5;
  private static final int ATTRIBUTE_GRAPH = 6;
  private static final int ATTRIBUTE_TENSORS = 10;
  private static final int ATTRIBUTE_GRAPHS = 11;
  private static final int ATTRIBUTE_SPARSE_TENSOR = 22;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_LOCATION = 14;

  /** Element types of TensorProto. */
  public enum Element {
    FLOAT(1),
    INT64(7);

    private final int code;

    Element(int code) {
      this.code = code;
    }
  }

  private final Path file;
  private final UnknownFieldSet model;
  private final UnknownFieldSet.Builder graph;
  private final List<OnnxNode> nodes;

  private OnnxGraph(Path file, UnknownFieldSet model, UnknownFieldSet graph) throws IOException {
    this.file = file;
    this.model = model;
    this.graph = graph.toBuilder();
    this.nodes = new ArrayList<>();
    for (ByteString node : graph.getField(GRAPH_NODE).getLengthDelimitedList()) {
      nodes.add(OnnxNode.parse(node));
    }
  }

  /**
   * Reads a file and checks that it stands alone.
   *
   * @throws OnnxException if it is no ONNX file, refers to other files, or uses operators of others
   * @throws IOException if it cannot be read
   */
  public static OnnxGraph read(Path file) throws IOException {
    if (Files.size(file) > MAXIMUM_BYTES) {
      throw new OnnxException(file + ": larger than 2 GiB, which one ONNX file cannot be");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      // Mapped, and cut up without copying: weights never come into the heap.
      UnknownFieldSet model =
          parseShared(
              UnsafeByteOperations.unsafeWrap(
                  channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())));
      List<ByteString> graphs = model.getField(MODEL_GRAPH).getLengthDelimitedList();
      if (graphs.size() != 1) {
        throw new OnnxException(file + ": not an ONNX model: it has no graph");
      }
      if (!model.getField(MODEL_FUNCTION).getLengthDelimitedList().isEmpty()) {
        throw new OnnxException(file + ": it defines functions of its own, which are not run");
      }
      UnknownFieldSet graph = parseShared(graphs.get(0));
      requireSelfContained(file, graph, 0);
      return new OnnxGraph(file, model, graph);
    } catch (InvalidProtocolBufferException e) {
      throw new OnnxException(file + ": not an ONNX model, or a damaged one: " + e.getMessage(), e);
    }
  }

  public Path file() {
    return file;
  }

  /** Names of the inputs that a caller gives, in order. */
  public List<String> inputs() {
    Set<String> weights = new HashSet<>();
    for (ByteString initializer : all(GRAPH_INITIALIZER)) {
      weights.add(text(parse(initializer), TENSOR_NAME));
    }
    return names(GRAPH_INPUT).stream().filter(name -> !weights.contains(name)).toList();
  }

  /** Names of the outputs, in order. */
  public List<String> outputs() {
    return names(GRAPH_OUTPUT);
  }

  /** The nodes of an operator, in the order of computation. */
  public List<OnnxNode> nodes(String operator) {
    return nodes.stream().filter(node -> node.operator().equals(operator)).toList();
  }

  /** Whether a node computes a tensor of that name. */
  public boolean computes(String tensor) {
    return nodes.stream().anyMatch(node -> node.outputs().contains(tensor));
  }

  /**
   * The first output of the only node of an operator.
   *
   * @return empty when there is none, or more than one
   */
  public Optional<String> onlyOutput(String operator) {
    List<OnnxNode> found = nodes(operator);
    return found.size() == 1 ? Optional.of(found.get(0).outputs().get(0)) : Optional.empty();
  }

  /** Makes a tensor that the graph computes one of its outputs. */
  public void addOutput(String tensor, Element element) {
    addValue(GRAPH_OUTPUT, tensor, element);
  }

  /**
   * Takes out a node that draws random numbers in the shape of its input: what it gave becomes an
   * input of the graph, and the shape that it had, int64 of one dimension, an output.
   *
   * @param node one of {@link #nodes}
   * @param shapeName name for the new output
   * @return name of the new input
   */
  public String drawOutside(OnnxNode node, String shapeName) {
    int place = nodes.indexOf(node);
    if (place < 0) {
      throw new IllegalArgumentException("no node of this graph: " + node);
    }
    nodes.set(place, OnnxNode.of("Shape", node.inputs(), List.of(shapeName)));
    String drawn = node.outputs().get(0);
    addValue(GRAPH_INPUT, drawn, Element.FLOAT);
    addOutput(shapeName, Element.INT64);
    return drawn;
  }

  /**
   * Writes the model as a file holds it, with some of its outputs and without what they do not
   * need, which ONNX Runtime would compute all the same.
   */
  void write(Set<String> outputs, OutputStream out) throws IOException {
    Set<String> needed = new HashSet<>(outputs);
    List<OnnxNode> kept = new ArrayList<>();
    // Nodes stand in the order of computation: what a node needs is known when it is met backwards.
    for (int i = nodes.size() - 1; i >= 0; i--) {
      OnnxNode node = nodes.get(i);
      if (node.outputs().stream().anyMatch(needed::contains)) {
        kept.add(0, node);
        needed.addAll(node.inputs());
        node.attributes().forEach(attribute -> addInnerNames(parse(attribute), needed));
      }
    }
    Field.Builder written = Field.newBuilder();
    kept.forEach(node -> written.addLengthDelimited(node.toByteString()));
    UnknownFieldSet changed =
        graph
            .clone()
            .clearField(GRAPH_NODE)
            .addField(GRAPH_NODE, written.build())
            .clearField(GRAPH_OUTPUT)
            .addField(GRAPH_OUTPUT, valuesNamed(GRAPH_OUTPUT, VALUE_NAME, outputs))
            .clearField(GRAPH_INPUT)
            .addField(GRAPH_INPUT, valuesNamed(GRAPH_INPUT, VALUE_NAME, needed))
            .clearField(GRAPH_INITIALIZER)
            .addField(GRAPH_INITIALIZER, valuesNamed(GRAPH_INITIALIZER, TENSOR_NAME, needed))
            .build();
    // The graph is written field by field: as one message in memory it would be as large as the
    // file.
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    UnknownFieldSet rest = model.toBuilder().clearField(MODEL_GRAPH).build();
    rest.writeTo(coded);
    coded.writeTag(MODEL_GRAPH, LENGTH_DELIMITED);
    coded.writeUInt32NoTag(changed.getSerializedSize());
    changed.writeTo(coded);
    coded.flush();
  }

  /**
   * Computes with 8-bit weights as floats: what was quantised while it computes is not, which is
   * twice as fast on a processor and closer to the model before it was quantised. Only whole
   * patterns of ONNX Runtime's dynamic quantisation are changed.
   */
  public void useFloatWeights() {
    Map<String, ByteString> weights = new HashMap<>();
    for (ByteString initializer : all(GRAPH_INITIALIZER)) {
      weights.put(text(parse(initializer), TENSOR_NAME), initializer);
    }
    FloatWeights changed = FloatWeights.of(nodes, weights);
    nodes.clear();
    nodes.addAll(changed.nodes());
    Field.Builder values = Field.newBuilder();
    all(GRAPH_INITIALIZER).forEach(values::addLengthDelimited);
    changed.added().forEach(values::addLengthDelimited);
    graph
        .clearField(GRAPH_INITIALIZER)
        .addField(GRAPH_INITIALIZER, values.build())
        // The types that it tells of inner values are no longer theirs.
        .clearField(GRAPH_VALUE_INFO);
  }

  private Field valuesNamed(int list, int name, Set<String> names) {
    Field.Builder values = Field.newBuilder();
    all(list).stream()
        .filter(value -> names.contains(text(parse(value), name)))
        .forEach(values::addLengthDelimited);
    return values.build();
  }

  /** Inner graphs see the names of the outer one. */
  private static void addInnerNames(UnknownFieldSet attribute, Set<String> names) {
    for (int list : new int[] {ATTRIBUTE_GRAPH, ATTRIBUTE_GRAPHS}) {
      for (ByteString inner : attribute.getField(list).getLengthDelimitedList()) {
        UnknownFieldSet fields = parse(inner);
        for (ByteString bytes : fields.getField(GRAPH_NODE).getLengthDelimitedList()) {
          UnknownFieldSet node = parse(bytes);
          OnnxNode.inputsOf(node).forEach(names::add);
          OnnxNode.attributesOf(node).forEach(inside -> addInnerNames(parse(inside), names));
        }
        for (ByteString output : fields.getField(GRAPH_OUTPUT).getLengthDelimitedList()) {
          names.add(text(parse(output), VALUE_NAME));
        }
      }
    }
  }

  private void addValue(int list, String name, Element element) {
    UnknownFieldSet tensor =
        UnknownFieldSet.newBuilder()
            .addField(TENSOR_TYPE_ELEMENT, Field.newBuilder().addVarint(element.code).build())
            .build();
    UnknownFieldSet type =
        UnknownFieldSet.newBuilder().addField(TYPE_TENSOR, message(tensor)).build();
    UnknownFieldSet value =
        UnknownFieldSet.newBuilder()
            .addField(
                VALUE_NAME,
                Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(name)).build())
            .addField(VALUE_TYPE, message(type))
            .build();
    Field.Builder values = Field.newBuilder();
    all(list).forEach(values::addLengthDelimited);
    values.addLengthDelimited(value.toByteString());
    graph.clearField(list).addField(list, values.build());
  }

  private static Field message(UnknownFieldSet content) {
    return Field.newBuilder().addLengthDelimited(content.toByteString()).build();
  }

  private List<ByteString> all(int list) {
    Field field = graph.asMap().get(list);
    return field == null ? List.of() : field.getLengthDelimitedList();
  }

  private List<String> names(int list) {
    return all(list).stream().map(value -> text(parse(value), VALUE_NAME)).toList();
  }

  private static void requireSelfContained(Path file, UnknownFieldSet graph, int depth)
      throws IOException {
    if (depth > MAXIMUM_DEPTH) {
      throw new OnnxException(
          "%s: its graphs are nested more than %d deep".formatted(file, MAXIMUM_DEPTH));
    }
    if (!graph.getField(GRAPH_SPARSE_INITIALIZER).getLengthDelimitedList().isEmpty()) {
      throw new OnnxException(file + ": it has sparse weights, which are not read");
    }
    for (ByteString tensor : graph.getField(GRAPH_INITIALIZER).getLengthDelimitedList()) {
      requireInside(file, tensor);
    }
    for (ByteString bytes : graph.getField(GRAPH_NODE).getLengthDelimitedList()) {
      OnnxNode node = OnnxNode.parse(bytes);
      if (!DOMAINS.contains(node.domain())) {
        throw new OnnxException(
            "%s: operator %s of '%s' is not one of ONNX Runtime's own"
                .formatted(file, node.operator(), node.domain()));
      }
      for (ByteString attribute : node.attributes()) {
        requireSelfContained(file, attribute, depth);
      }
    }
  }

  private static void requireSelfContained(Path file, ByteString attribute, int depth)
      throws IOException {
    UnknownFieldSet fields = parseShared(attribute);
    if (!fields.getField(ATTRIBUTE_SPARSE_TENSOR).getLengthDelimitedList().isEmpty()) {
      throw new OnnxException(file + ": it has sparse weights, which are not read");
    }
    for (int list : new int[] {ATTRIBUTE_TENSOR, ATTRIBUTE_TENSORS}) {
      for (ByteString tensor : fields.getField(list).getLengthDelimitedList()) {
        requireInside(file, tensor);
      }
    }
    for (int list : new int[] {ATTRIBUTE_GRAPH, ATTRIBUTE_GRAPHS}) {
      for (ByteString inner : fields.getField(list).getLengthDelimitedList()) {
        requireSelfContained(file, parseShared(inner), depth + 1);
      }
    }
  }

  private static void requireInside(Path file, ByteString tensor) throws IOException {
    UnknownFieldSet fields = parseShared(tensor);
    if (fields.getField(TENSOR_LOCATION).getVarintList().contains((long) EXTERNAL)) {
      throw new OnnxException(
          "%s: tensor '%s' is in another file; only models of one file are run"
              .formatted(file, text(fields, TENSOR_NAME)));
    }
  }

  static UnknownFieldSet parse(ByteString bytes) {
    try {
      return parseShared(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("was parsed before", e);
    }
  }

  private static UnknownFieldSet parseShared(ByteString bytes) throws IOException {
    CodedInputStream in = bytes.newCodedInput();
    in.enableAliasing(true);
    return UnknownFieldSet.newBuilder().mergeFrom(in).build();
  }

  /** The last text of a field, as protocol buffers want it; empty when absent. */
  static String text(UnknownFieldSet fields, int number) {
    List<ByteString> texts = fields.getField(number).getLengthDelimitedList();
    return texts.isEmpty() ? "" : texts.get(texts.size() - 1).toStringUtf8();
  }
}
