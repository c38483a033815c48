/** What a person or a program at the other end sees: tables, events, errors, the terminal. */
package io.rhapsode.workflows.console;
