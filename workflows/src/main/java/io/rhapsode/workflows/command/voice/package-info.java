/** The commands about voices: those there are, hearing them, and making one's own. */
package io.rhapsode.workflows.command.voice;
