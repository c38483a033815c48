/**
 * The Pocket TTS family (Kyutai, https://github.com/kyutai-labs/pocket-tts): its configuration,
 * text rules and steps.
 */
package io.rhapsode.synth.pocket;
