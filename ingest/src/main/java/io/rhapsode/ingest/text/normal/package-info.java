/**
 * From written text to spoken words: the way in is {@link
 * io.rhapsode.ingest.text.normal.StandardNormalizer}.
 */
package io.rhapsode.ingest.text.normal;
