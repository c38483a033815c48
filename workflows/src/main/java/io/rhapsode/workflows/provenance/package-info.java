/** Signed statements of what delivered files are, and the check of them. */
package io.rhapsode.workflows.provenance;
