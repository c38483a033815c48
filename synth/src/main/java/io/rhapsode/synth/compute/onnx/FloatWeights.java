package io.rhapsode.synth.compute.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The graph of a dynamically quantised model computed in floats. ONNX Runtime's {@code
 * quantize_dynamic} writes
 *
 * <pre>
 * x -> DynamicQuantizeLinear -> x8, scale, zero
 * x8, weight8 -> MatMulInteger or ConvInteger [-> Add bias32] -> Cast -> Mul (scale * weight scale)
 * </pre>
 *
 * Here x8 is x itself, scale is 1, and the weight is {@code weight8 - its zero} as floats, so that
 * what follows stays as it is. The bias of a convolution was made a whole number of steps; it is
 * left unrounded.
 *
 * @param nodes in the order of computation
 * @param added weights (TensorProto) that the graph needs besides its own
 */
record FloatWeights(List<OnnxNode> nodes, List<ByteString> added) {
  private static final String QUANTIZE = "DynamicQuantizeLinear";
  private static final Map<String, String> FLOAT_OPERATORS =
      Map.of("MatMulInteger", "MatMul", "ConvInteger", "Conv");
  private static final Set<String> BIAS_ROUNDING = Set.of("Cast", "Floor", "Round");
  private static final String ONE = "rhapsode_one";
  private static final String SUFFIX = "_rhapsode_float";

  /** Of TensorProto. */
  private static final int DIMENSION = 1;

  private static final int TYPE = 2;
  private static final int INT32_DATA = 5;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final long FLOAT = 1;
  private static final long UINT8 = 2;
  private static final long INT8 = 3;

  FloatWeights {
    nodes = List.copyOf(nodes);
    added = List.copyOf(added);
  }

  /**
   * @param weights TensorProto by name
   */
  static FloatWeights of(List<OnnxNode> nodes, Map<String, ByteString> weights) {
    return new Change(nodes, weights).make();
  }

  /** Looks at the whole graph first: where one use of a quantised value does not fit, it stays. */
  private static final class Change {
    private final List<OnnxNode> nodes;
    private final Map<String, ByteString> weights;
    private final Map<String, OnnxNode> makers = new HashMap<>();
    private final Map<String, List<OnnxNode>> users = new HashMap<>();
    private final Map<String, String> floats = new HashMap<>();
    private final List<ByteString> added = new ArrayList<>();

    Change(List<OnnxNode> nodes, Map<String, ByteString> weights) {
      this.nodes = nodes;
      this.weights = weights;
      for (OnnxNode node : nodes) {
        node.outputs().forEach(output -> makers.put(output, node));
        node.inputs()
            .forEach(input -> users.computeIfAbsent(input, i -> new ArrayList<>()).add(node));
      }
    }

    FloatWeights make() {
      Set<OnnxNode> quantizers = new HashSet<>();
      nodes.stream().filter(this::isOnlyForProducts).forEach(quantizers::add);
      if (quantizers.isEmpty()) {
        return new FloatWeights(nodes, List.of());
      }
      added.add(tensor(ONE, List.of(), floats(1)));
      Set<String> unrounded = unroundedBiases(quantizers);
      List<OnnxNode> changed = new ArrayList<>();
      for (OnnxNode node : nodes) {
        if (quantizers.contains(node)) {
          List<String> made = node.outputs();
          changed.add(identity(node.inputs().get(0), made.get(0)));
          changed.add(identity(ONE, made.get(1)));
        } else if (isProductOf(node, quantizers)) {
          String weight = floats.computeIfAbsent(key(node), key -> addFloats(node, key));
          changed.add(
              new OnnxNode(
                  node.name(),
                  FLOAT_OPERATORS.get(node.operator()),
                  "",
                  List.of(node.inputs().get(0), weight),
                  node.outputs(),
                  node.attributes()));
        } else if (unrounded.contains(node.outputs().get(0))) {
          changed.add(identity(node.inputs().get(0), node.outputs().get(0)));
        } else {
          changed.add(node);
        }
      }
      return new FloatWeights(changed, added);
    }

    /** Whether everything that uses the quantised value is a product with known weights. */
    private boolean isOnlyForProducts(OnnxNode node) {
      if (!node.operator().equals(QUANTIZE) || node.outputs().size() != 3) {
        return false;
      }
      List<OnnxNode> products = users.getOrDefault(node.outputs().get(0), List.of());
      return products.stream().allMatch(this::isProduct)
          && products.containsAll(users.getOrDefault(node.outputs().get(2), List.of()));
    }

    private boolean isProduct(OnnxNode node) {
      return FLOAT_OPERATORS.containsKey(node.operator())
          && node.inputs().size() == 4
          && integers(node.inputs().get(1)).isPresent()
          && integers(node.inputs().get(3)).isPresent();
    }

    private boolean isProductOf(OnnxNode node, Set<OnnxNode> quantizers) {
      return FLOAT_OPERATORS.containsKey(node.operator())
          && quantizers.contains(makers.get(node.inputs().get(0)));
    }

    /** Outputs of the nodes that make the bias of a convolution whole numbers. */
    private Set<String> unroundedBiases(Set<OnnxNode> quantizers) {
      Set<String> unrounded = new HashSet<>();
      for (OnnxNode node : nodes) {
        if (!isProductOf(node, quantizers)) {
          continue;
        }
        String product = node.outputs().get(0);
        for (OnnxNode add : users.getOrDefault(product, List.of())) {
          if (add.operator().equals("Add")) {
            add.inputs().stream()
                .filter(input -> !input.equals(product))
                .forEach(input -> addRounding(input, unrounded));
          }
        }
      }
      return unrounded;
    }

    private void addRounding(String bias, Set<String> unrounded) {
      OnnxNode maker = makers.get(bias);
      while (maker != null
          && (BIAS_ROUNDING.contains(maker.operator()) || maker.operator().equals("Reshape"))) {
        if (!maker.operator().equals("Reshape")) {
          unrounded.add(maker.outputs().get(0));
        }
        maker = makers.get(maker.inputs().get(0));
      }
    }

    private static OnnxNode identity(String input, String output) {
      return OnnxNode.of("Identity", List.of(input), List.of(output));
    }

    private static String key(OnnxNode product) {
      return product.inputs().get(1) + '\n' + product.inputs().get(3);
    }

    /** Adds {@code weight - zero}; the zero is one number, or one for each output channel. */
    private String addFloats(OnnxNode product, String key) {
      Integers weight = integers(product.inputs().get(1)).orElseThrow();
      Integers zero = integers(product.inputs().get(3)).orElseThrow();
      int count = weight.count();
      // A matrix has its output channels in the last dimension, a kernel in the first.
      boolean matrix = product.operator().equals("MatMulInteger");
      List<Long> shape = weight.shape();
      int channels =
          Math.toIntExact(shape.isEmpty() ? 1 : shape.get(matrix ? shape.size() - 1 : 0));
      ByteBuffer floats = floats(count);
      for (int i = 0; i < count; i++) {
        int channel = matrix ? i % channels : i / (count / channels);
        floats.putFloat(weight.get(i) - zero.get(zero.count() == 1 ? 0 : channel));
      }
      String name = product.inputs().get(1) + SUFFIX + added.size();
      added.add(tensor(name, shape, floats));
      return name;
    }

    private Optional<Integers> integers(String name) {
      ByteString tensor = weights.get(name);
      return tensor == null ? Optional.empty() : Integers.of(OnnxGraph.parse(tensor));
    }

    private static ByteBuffer floats(int count) {
      ByteBuffer floats =
          ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
              .order(ByteOrder.LITTLE_ENDIAN);
      return count == 1 ? floats.putFloat(0, 1) : floats;
    }

    private static ByteString tensor(String name, List<Long> shape, ByteBuffer floats) {
      Field.Builder dimensions = Field.newBuilder();
      shape.forEach(dimensions::addVarint);
      floats.position(0);
      return UnknownFieldSet.newBuilder()
          .addField(DIMENSION, dimensions.build())
          .addField(TYPE, Field.newBuilder().addVarint(FLOAT).build())
          .addField(
              NAME, Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(name)).build())
          .addField(
              RAW_DATA,
              Field.newBuilder()
                  .addLengthDelimited(UnsafeByteOperations.unsafeWrap(floats))
                  .build())
          .build()
          .toByteString();
    }
  }

  /** An 8-bit tensor; files hold its values as bytes or as numbers. */
  private record Integers(List<Long> shape, int[] values) {
    static Optional<Integers> of(UnknownFieldSet tensor) {
      List<Long> types = tensor.getField(TYPE).getVarintList();
      long type = types.isEmpty() ? 0 : types.get(0);
      if (type != INT8 && type != UINT8) {
        return Optional.empty();
      }
      try {
        int[] values = values(tensor, type == INT8);
        List<Long> shape = numbers(tensor.getField(DIMENSION));
        long count = shape.stream().reduce(1L, Math::multiplyExact);
        return count == values.length && count > 0
            ? Optional.of(new Integers(shape, values))
            : Optional.empty();
      } catch (IOException | ArithmeticException e) {
        return Optional.empty();
      }
    }

    int count() {
      return values.length;
    }

    int get(int index) {
      return values[index];
    }

    private static int[] values(UnknownFieldSet tensor, boolean signed) throws IOException {
      List<ByteString> raw = tensor.getField(RAW_DATA).getLengthDelimitedList();
      if (raw.isEmpty()) {
        return numbers(tensor.getField(INT32_DATA)).stream().mapToInt(Long::intValue).toArray();
      }
      ByteString bytes = raw.get(0);
      int[] values = new int[bytes.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = signed ? bytes.byteAt(i) : Byte.toUnsignedInt(bytes.byteAt(i));
      }
      return values;
    }

    /** Numbers that are packed or not: both are in use. */
    private static List<Long> numbers(Field field) throws IOException {
      List<Long> numbers = new ArrayList<>(field.getVarintList());
      for (ByteString packed : field.getLengthDelimitedList()) {
        var in = packed.newCodedInput();
        while (!in.isAtEnd()) {
          numbers.add(in.readInt64());
        }
      }
      return numbers;
    }
  }
}
