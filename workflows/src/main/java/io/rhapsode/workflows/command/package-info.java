/**
 * The commands of the program: flags become a value that says what is asked for, and others do it.
 */
package io.rhapsode.workflows.command;
