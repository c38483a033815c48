package io.rhapsode.synth.compute.torch;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A device that tensors live on.
 *
 * @param kind processor or graphics card
 * @param index number of the graphics card, from 0; 0 for the processor
 */
public record TorchDevice(Kind kind, int index) {
  /** The processor. */
  public static final TorchDevice CPU = new TorchDevice(Kind.CPU, 0);

  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

  /** What a device is. */
  public enum Kind {
    /** The processor. */
    CPU,
    /** An NVIDIA graphics card. */
    CUDA
  }

  /** Checks the index. */
  public TorchDevice {
    if (kind == null) {
      throw new IllegalArgumentException("kind is null");
    }
    if (index < 0 || (kind == Kind.CPU && index != 0)) {
      throw new IllegalArgumentException("no %s device %d".formatted(kind, index));
    }
  }

  /**
   * Chooses a device by the name that a user gives.
   *
   * @param name {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}; auto takes the first
   *     graphics card if there is one and the processor otherwise
   * @return the device
   * @throws IllegalArgumentException if the name is unknown, or names a card that this machine or
   *     this build does not have
   */
  public static TorchDevice named(String name) {
    return named(name, NativeEngine.get().getGpuCount());
  }

  /**
   * All devices that a name stands for: auto is every graphics card there is, or the processor.
   *
   * @throws IllegalArgumentException as {@link #named(String)}
   */
  public static List<TorchDevice> all(String name) {
    return all(name, NativeEngine.get().getGpuCount());
  }

  static List<TorchDevice> all(String name, int cardCount) {
    return name.equals("auto") && cardCount > 0
        ? IntStream.range(0, cardCount).mapToObj(i -> new TorchDevice(Kind.CUDA, i)).toList()
        : List.of(named(name, cardCount));
  }

  static TorchDevice named(String name, int cardCount) {
    if (name.equals("auto")) {
      return cardCount > 0 ? new TorchDevice(Kind.CUDA, 0) : CPU;
    }
    if (name.equals("cpu")) {
      return CPU;
    }
    Matcher cuda = CUDA.matcher(name);
    if (!cuda.matches()) {
      throw new IllegalArgumentException(
          "unknown device \"%s\": use auto, cpu, cuda or cuda:N".formatted(name));
    }
    int index = cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1));
    if (index >= cardCount) {
      throw new IllegalArgumentException(
          ("device %s is not available: %d CUDA devices found; use auto or cpu, or the CUDA build"
                  + " with a driver that matches it")
              .formatted(name, cardCount));
    }
    return new TorchDevice(Kind.CUDA, index);
  }

  /** Compute capability of a graphics card, ten times the number, such as 86. */
  int computeCapability() {
    return Integer.parseInt(CudaUtils.getComputeCapability(index));
  }

  Device djlDevice() {
    return kind == Kind.CPU ? Device.cpu() : Device.gpu(index);
  }

  /** Returns the name by which {@link #named} finds the device. */
  @Override
  public String toString() {
    return kind == Kind.CPU ? "cpu" : "cuda:" + index;
  }
}
