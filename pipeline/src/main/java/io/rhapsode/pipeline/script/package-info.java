/** What can be spoken, whatever it was read from: utterances in order, and what became of each. */
package io.rhapsode.pipeline.script;
