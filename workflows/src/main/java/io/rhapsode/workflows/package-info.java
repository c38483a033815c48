/** The program; the only module that knows the concrete stages. */
package io.rhapsode.workflows;
