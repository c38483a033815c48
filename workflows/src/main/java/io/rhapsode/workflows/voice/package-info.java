/** Making voices from recordings, for the command line and for the server. */
package io.rhapsode.workflows.voice;
