/** How words are said: pronunciation lexicons and the layers that they come in. */
package io.rhapsode.pipeline.lexicon;
