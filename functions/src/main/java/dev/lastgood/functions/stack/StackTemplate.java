package dev.lastgood.functions.stack;

/**
 * The template of a stack, JSON or YAML; see "GetTemplate" in the AWS CloudFormation API Reference.
 *
 * @param original as it was given
 * @param processed with its macros and transforms expanded; the same where it has none
 */
public record StackTemplate(String original, String processed) {}
