/**
 * What a family of models gives to the rest of the product. Each family is a package below; the
 * list of them is {@link io.rhapsode.synth.registry.ModelFamilies}. How to add one: {@code
 * synth/README.md}.
 */
package io.rhapsode.synth.family;
