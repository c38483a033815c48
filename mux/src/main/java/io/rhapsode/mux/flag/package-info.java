/** What a person should listen to in a finished work: found from the verdicts on its takes. */
package io.rhapsode.mux.flag;
