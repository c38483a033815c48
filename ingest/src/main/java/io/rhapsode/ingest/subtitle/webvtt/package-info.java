/** WebVTT as its standard has it: <a href="https://www.w3.org/TR/webvtt1/">W3C WebVTT</a>. */
package io.rhapsode.ingest.subtitle.webvtt;
