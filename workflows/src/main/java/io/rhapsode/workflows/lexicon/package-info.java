/** Where lexicons are kept. */
package io.rhapsode.workflows.lexicon;
