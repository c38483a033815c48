/**
 * Translation of dialogue by somebody else's model: lines go out with their context and budget, and
 * what comes back is checked.
 */
package io.rhapsode.workflows.translate;
