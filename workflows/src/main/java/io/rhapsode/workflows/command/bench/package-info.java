/** Commands that measure speed. */
package io.rhapsode.workflows.command.bench;
