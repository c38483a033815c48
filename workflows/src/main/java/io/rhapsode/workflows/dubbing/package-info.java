/** The files of a dub that people edit: its plan and its cast. */
package io.rhapsode.workflows.dubbing;
