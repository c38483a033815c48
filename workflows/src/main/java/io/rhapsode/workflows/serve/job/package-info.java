/** Jobs that the review page starts: what runs, how far it is, what ran. */
package io.rhapsode.workflows.serve.job;
