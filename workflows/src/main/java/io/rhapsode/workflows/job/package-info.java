/**
 * Jobs of many works that are run again and again: a file names them, row by row, and what is
 * finished and unchanged is left as it is.
 */
package io.rhapsode.workflows.job;
