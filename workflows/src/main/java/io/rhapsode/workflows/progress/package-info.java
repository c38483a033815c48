/** What a person or a program sees while a job runs. Depends on pipeline's progress only. */
package io.rhapsode.workflows.progress;
