package io.rhapsode.synth.compute.demand;

import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import io.rhapsode.synth.compute.torch.TorchDevice;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory a device has to spare. */
public final class DeviceMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable: +(\\d{1,15}) kB");

  private DeviceMemory() {}

  /** Bytes that are free now; of the processor, what the Java heap may still take is not. */
  public static long freeBytes(TorchDevice device) {
    if (device.kind() == TorchDevice.Kind.CUDA) {
      MemoryUsage usage = CudaUtils.getGpuMemory(ai.djl.Device.gpu(device.index()));
      return usage.getMax() - usage.getUsed();
    }
    Runtime runtime = Runtime.getRuntime();
    long heap = runtime.maxMemory() - runtime.totalMemory();
    return Math.max(0, machine() - heap);
  }

  /** A limit of the container counts where it is the lower. */
  private static long machine() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try {
      Matcher available = AVAILABLE.matcher(Files.readString(MEMINFO));
      if (available.find()) {
        return Math.min(Long.parseLong(available.group(1)) * 1024, system.getTotalMemorySize());
      }
    } catch (IOException e) {
      // Not Linux.
    }
    return system.getFreeMemorySize();
  }
}
