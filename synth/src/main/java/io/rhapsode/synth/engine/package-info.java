/**
 * What every speech engine can do, whatever it is made of: speak a batch, open a stream, name its
 * voices. The rest of the product knows engines by these interfaces only.
 */
package io.rhapsode.synth.engine;
