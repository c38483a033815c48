/**
 * TorchScript programs written, loaded and run from Java.
 *
 * <p>A model is a set of readable {@code .py} resources in TorchScript's own dialect, one file per
 * layer family. {@link io.rhapsode.synth.compute.torch.TorchSource} gathers the files that a
 * program needs, {@link io.rhapsode.synth.compute.torch.TorchArchive} packs them, {@link
 * io.rhapsode.synth.compute.torch.TorchModule} runs them, and a {@link
 * io.rhapsode.synth.compute.torch.TensorScope} owns every native handle that a piece of work
 * creates. Model families depend on this package; it depends on none of them.
 */
package io.rhapsode.synth.compute.torch;
