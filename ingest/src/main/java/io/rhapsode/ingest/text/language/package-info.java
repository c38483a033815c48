/** Which language a text is in, and the words by which that is seen. */
package io.rhapsode.ingest.text.language;
