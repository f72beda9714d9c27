/**
 * The operator's tool. Begin with {@link dev.lastgood.cli.Main}; each command is a class named
 * after it. What is written for people, for programs and as a web page stands in {@code
 * RehearsalText} and its neighbours, {@code JsonDocuments} and {@code HtmlReport}.
 */
package dev.lastgood.cli;
