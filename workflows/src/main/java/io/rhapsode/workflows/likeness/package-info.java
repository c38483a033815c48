/** How alike voices are: as they speak here, and as they were recorded. */
package io.rhapsode.workflows.likeness;
