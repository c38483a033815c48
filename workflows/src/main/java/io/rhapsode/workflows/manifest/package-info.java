/** The editable manifest as a YAML file. Depends on pipeline and settings. */
package io.rhapsode.workflows.manifest;
