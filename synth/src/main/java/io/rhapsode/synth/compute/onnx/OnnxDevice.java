package io.rhapsode.synth.compute.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ONNX Runtime computes on.
 *
 * @param card number of the graphics card, from 0; empty for the processor
 */
public record OnnxDevice(OptionalInt card) {
  /** The processor. */
  public static final OnnxDevice PROCESSOR = new OnnxDevice(OptionalInt.empty());

  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

  /**
   * Chooses a device by the name that a user gives.
   *
   * @param name {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}; auto takes the processor
   *     unless this build has CUDA and the machine a card for it
   * @throws IllegalArgumentException if the name is unknown, or names a card that is not there or
   *     that this build of ONNX Runtime cannot use
   */
  public static OnnxDevice named(String name) {
    boolean cuda = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    if (name.equals("cpu") || (name.equals("auto") && !cuda)) {
      return PROCESSOR;
    }
    if (name.equals("auto")) {
      OnnxDevice first = new OnnxDevice(OptionalInt.of(0));
      return first.problem().isEmpty() ? first : PROCESSOR;
    }
    Matcher matcher = CUDA.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "unknown device \"%s\": use auto, cpu, cuda or cuda:N".formatted(name));
    }
    if (!cuda) {
      throw new IllegalArgumentException(
          ("device %s is not available: this build's ONNX Runtime computes on the processor only;"
                  + " use auto or cpu, or the CUDA build")
              .formatted(name));
    }
    String index = matcher.group(1);
    OnnxDevice card = new OnnxDevice(OptionalInt.of(index == null ? 0 : Integer.parseInt(index)));
    card.problem()
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(
                  "device %s is not available: %s".formatted(name, problem));
            });
    return card;
  }

  /** Why nothing can be computed here; empty if it can. */
  private Optional<String> problem() {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      apply(options);
      return Optional.empty();
    } catch (OrtException e) {
      return Optional.of(e.getMessage());
    }
  }

  void apply(OrtSession.SessionOptions options) throws OrtException {
    if (card.isPresent()) {
      options.addCUDA(card.getAsInt());
    }
  }

  /** Returns the name by which {@link #named} finds the device. */
  @Override
  public String toString() {
    return card.isPresent() ? "cuda:" + card.getAsInt() : "cpu";
  }
}
