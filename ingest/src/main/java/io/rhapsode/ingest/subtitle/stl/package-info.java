/** EBU STL: <a href="https://tech.ebu.ch/docs/tech/tech3264.pdf">EBU Tech 3264</a>. */
package io.rhapsode.ingest.subtitle.stl;
