/** What of subtitles is spoken, and by whom. */
package io.rhapsode.ingest.dialogue;
