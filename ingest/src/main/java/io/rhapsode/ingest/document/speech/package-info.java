/** How a document itself wants to be read: pauses, pronunciations and other marks for speech. */
package io.rhapsode.ingest.document.speech;
