/**
 * The file that names the works of a job: rows of YAML or CSV, defaults, patterns of file names.
 */
package io.rhapsode.workflows.job.file;
