/** The folders of a job, and who holds them. */
package io.rhapsode.workflows.run.folder;
