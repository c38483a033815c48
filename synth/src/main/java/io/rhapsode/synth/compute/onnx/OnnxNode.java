package io.rhapsode.synth.compute.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.List;

/**
 * One operation of an {@link OnnxGraph} (NodeProto).
 *
 * @param name empty when the file gives none
 * @param operator such as "Conv"
 * @param domain whose operator it is; empty for ONNX itself
 * @param attributes AttributeProto, as they were read
 */
public record OnnxNode(
    String name,
    String operator,
    String domain,
    List<String> inputs,
    List<String> outputs,
    List<ByteString> attributes) {
  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int NAME = 3;
  private static final int OPERATOR = 4;
  private static final int ATTRIBUTE = 5;
  private static final int DOMAIN = 7;

  public OnnxNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = List.copyOf(attributes);
  }

  /** A node of ONNX itself without attributes. */
  static OnnxNode of(String operator, List<String> inputs, List<String> outputs) {
    return new OnnxNode("", operator, "", inputs, outputs, List.of());
  }

  static OnnxNode parse(ByteString bytes) throws InvalidProtocolBufferException {
    UnknownFieldSet fields = UnknownFieldSet.parseFrom(bytes);
    return new OnnxNode(
        OnnxGraph.text(fields, NAME),
        OnnxGraph.text(fields, OPERATOR),
        OnnxGraph.text(fields, DOMAIN),
        texts(fields, INPUT),
        texts(fields, OUTPUT),
        fields.getField(ATTRIBUTE).getLengthDelimitedList());
  }

  static List<String> inputsOf(UnknownFieldSet node) {
    return texts(node, INPUT);
  }

  static List<ByteString> attributesOf(UnknownFieldSet node) {
    return node.getField(ATTRIBUTE).getLengthDelimitedList();
  }

  ByteString toByteString() {
    UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();
    put(fields, INPUT, inputs);
    put(fields, OUTPUT, outputs);
    put(fields, NAME, List.of(name));
    put(fields, OPERATOR, List.of(operator));
    put(fields, DOMAIN, List.of(domain));
    Field.Builder written = Field.newBuilder();
    attributes.forEach(written::addLengthDelimited);
    return fields.addField(ATTRIBUTE, written.build()).build().toByteString();
  }

  private static void put(UnknownFieldSet.Builder fields, int number, List<String> texts) {
    Field.Builder field = Field.newBuilder();
    texts.forEach(text -> field.addLengthDelimited(ByteString.copyFromUtf8(text)));
    fields.addField(number, field.build());
  }

  private static List<String> texts(UnknownFieldSet fields, int number) {
    return fields.getField(number).getLengthDelimitedList().stream()
        .map(ByteString::toStringUtf8)
        .toList();
  }
}
