/** The review page's side of the API: works and their sentences, edits, jobs, new voices. */
package io.rhapsode.workflows.serve.review;
