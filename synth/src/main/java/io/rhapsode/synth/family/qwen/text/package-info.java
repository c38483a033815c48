/** What the talker reads: text as tokens, and the two tracks of a prompt. */
package io.rhapsode.synth.family.qwen.text;
