/** The entrance: any subtitle file to a track. */
package io.rhapsode.ingest.subtitle.reader;
