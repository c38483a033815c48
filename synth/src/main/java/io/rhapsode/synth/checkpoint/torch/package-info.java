/** Tensors of files that PyTorch has pickled, read without running anything in them. */
package io.rhapsode.synth.checkpoint.torch;
