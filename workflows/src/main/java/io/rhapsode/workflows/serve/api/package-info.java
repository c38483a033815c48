/** What every front door of the server shares: refusals in the form of the API. */
package io.rhapsode.workflows.serve.api;
