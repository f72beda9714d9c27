package dev.lastgood.simulator.cloudformation;

import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.AttributeChangeType;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;

/**
 * One difference of a resource.
 *
 * @param attribute what of the resource
 * @param name the property, where it is one
 * @param before what it was: by the template before, or in a drift-aware change set in reality
 * @param after what it is to be
 * @param recreation whether the resource is made anew for it
 * @param type what happens to the property
 * @param drifted what the template before said, where reality differs from it
 */
record PropertyChange(
    ResourceAttribute attribute,
    Optional<String> name,
    Optional<Object> before,
    Optional<Object> after,
    RequiresRecreation recreation,
    AttributeChangeType type,
    Optional<Object> drifted) {}
