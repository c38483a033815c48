/** What the settings of all modules share. */
package io.rhapsode.pipeline.settings;
