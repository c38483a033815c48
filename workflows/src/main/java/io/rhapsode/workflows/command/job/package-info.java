/** A job in front of somebody who watches it. */
package io.rhapsode.workflows.command.job;
