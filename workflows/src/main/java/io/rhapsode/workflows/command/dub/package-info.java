/** The command that dubs. */
package io.rhapsode.workflows.command.dub;
