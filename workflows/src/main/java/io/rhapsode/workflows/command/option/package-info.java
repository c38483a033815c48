/** Options that several commands share. */
package io.rhapsode.workflows.command.option;
