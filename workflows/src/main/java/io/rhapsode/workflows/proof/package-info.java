/**
 * Holds finished audiobooks against their books by listening to them, whoever made them: {@code
 * check --against}.
 */
package io.rhapsode.workflows.proof;
