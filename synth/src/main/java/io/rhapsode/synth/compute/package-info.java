/** Where and how neural engines compute. */
package io.rhapsode.synth.compute;
