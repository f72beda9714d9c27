package dev.lastgood.simulator.kernel;

import java.util.List;
import software.amazon.awssdk.core.SdkField;

/**
 * What the API model says of one member of a structure.
 *
 * @param field reads the member
 * @param name the member's name in the model
 * @param required whether it has to be there
 * @param known the values that it may have, of a list its elements, of a map its keys; empty where
 *     it is no enumeration
 */
record MemberRule(SdkField<?> field, String name, boolean required, List<String> known) {}
