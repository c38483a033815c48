/**
 * What families of one ONNX graph share, in which one run makes the sound of a whole text: engine,
 * voices of installed models, several texts at once. A family adds its files, its text and what it
 * feeds.
 */
package io.rhapsode.synth.family.onnx;
