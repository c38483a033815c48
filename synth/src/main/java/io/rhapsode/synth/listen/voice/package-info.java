/** Who speaks in a take. Whether it is who it should be shows when the work is assembled. */
package io.rhapsode.synth.listen.voice;
