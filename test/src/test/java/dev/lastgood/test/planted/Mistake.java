package dev.lastgood.test.planted;

/**
 * What a planted defect is.
 *
 * @param wrong what was done wrong, in a sentence
 * @param right where in the main code the right thing stands
 * @param planting how it is put in
 * @param shown where it shows fastest
 */
record Mistake(String wrong, String right, Planting planting, Shown shown) {}
