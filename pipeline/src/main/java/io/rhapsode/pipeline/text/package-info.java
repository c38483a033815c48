/** Text as it is spoken: utterances with their words, and where each stands in its source. */
package io.rhapsode.pipeline.text;
