/** The commands about models: those there are, fetching, importing, checking, removing. */
package io.rhapsode.workflows.command.model;
