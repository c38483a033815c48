/** Casting: who of those found in a book speaks, and in which voice. */
package io.rhapsode.workflows.casting;
