/** What libraries and podcast players read beside the audio: feeds and descriptions of books. */
package io.rhapsode.mux.publish;
