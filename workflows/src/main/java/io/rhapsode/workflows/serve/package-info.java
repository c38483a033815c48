/** The server: its settings, its parts put together, its start and its end. */
package io.rhapsode.workflows.serve;
