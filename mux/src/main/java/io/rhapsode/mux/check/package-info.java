/** Whether a finished file is what a delivery profile asks for, and what to change if not. */
package io.rhapsode.mux.check;
