/** The commands about models and voices of this machine. */
package io.rhapsode.workflows.command.model;
