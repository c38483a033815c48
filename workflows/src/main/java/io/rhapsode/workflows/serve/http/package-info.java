/** The HTTP side: who may ask, what is understood, what is answered. */
package io.rhapsode.workflows.serve.http;
