/**
 * Subtitles in XML: TTML with its profile IMSC, and XLIFF. The JDK's own stream reader gives lines
 * for messages; no entity is expanded and nothing outside the file is read.
 */
package io.rhapsode.ingest.subtitle.xml;
