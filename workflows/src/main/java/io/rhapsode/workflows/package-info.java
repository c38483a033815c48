/**
 * The command line, the settings and the runners; the only module that knows the concrete stages.
 */
package io.rhapsode.workflows;
