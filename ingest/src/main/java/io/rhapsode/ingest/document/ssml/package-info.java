/** Documents in SSML 1.1, the W3C's Speech Synthesis Markup Language. */
package io.rhapsode.ingest.document.ssml;
