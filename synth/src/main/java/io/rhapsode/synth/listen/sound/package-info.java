/** What the sound of a take tells by itself, without a model and whatever was said. */
package io.rhapsode.synth.listen.sound;
